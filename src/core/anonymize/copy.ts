/** Anonymised copies of captures. */
import type { CopyPlan, Write } from '../capture/copy-plan.js'
import { CaptureFeed } from '../capture/feed.js'
import type { CaptureParser } from '../capture/format.js'
import { PcapngWriter } from '../capture/pcapng-writer.js'
import { Problems } from '../capture/problems.js'
import type { Anonymizer } from './anonymizer.js'
import { anonymousSink } from './sink.js'

/**
 * Feed a capture into it, from its beginning, and it writes an anonymised pcapng. Of any format only the packets are
 * taken, with their times, lengths and directions, and how many packets the capturing host dropped: comments, names,
 * keys, descriptions of interfaces and machines, and blocks of other kinds stay behind.
 */
export function anonymousCopyFeed(plan: CopyPlan, write: Write, anonymizer: Anonymizer): CaptureFeed {
  const problems = new Problems()
  const writer = new PcapngWriter(plan, write)
  return new CaptureFeed(anonymousSink(writer, anonymizer), problems, (format) => {
    writer.begin()
    return endingWith(format.open(problems), () => writer.end(droppedOf(problems)))
  })
}

const droppedOf = (problems: Problems): number =>
  problems.list().find(({ kind }) => kind === 'dropped-packets')?.count ?? 0

/** The parser, and what is to be done when it has finished. */
function endingWith(parser: CaptureParser, action: () => void): CaptureParser {
  return {
    get interfaces() {
      return parser.interfaces
    },
    get needed() {
      return parser.needed
    },
    get replayBytes() {
      return parser.replayBytes
    },
    parse: (...args) => parser.parse(...args),
    replay: (...args) => parser.replay(...args),
    finish(...args) {
      parser.finish(...args)
      action()
    },
  }
}
