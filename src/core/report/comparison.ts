/** What became of a connection's packets between two capture points. */

import type { CaseFile } from '../casefile/model.js'
import type { ContentChange, PacketChange } from '../casefile/pair.js'
import { hexDigits } from '../wire/octets.js'
import type { Words } from '../words/types.js'
import type { ChangedPacket, Finding } from './model.js'
import type { Frames } from './point.js'

export function comparisonOf({ pair }: CaseFile, frames: Frames, words: Words): Pick<Finding, 'comparison'> {
  if (!pair) return {}
  const { client, server, changes } = pair.comparison
  const changed = changes.flatMap((change) => changedPacket(change, frames, pair.otherPoint))
  const text = [words.text.comparison(pair.comparison), ...(pair.shift ? [words.text.shifted(pair.shift)] : [])]
  return {
    comparison: {
      client,
      server,
      changed,
      ...(pair.shift && { sequenceShift: pair.shift }),
      text: text.join(words.text.behindSentence),
    },
  }
}

function changedPacket(change: PacketChange, frames: Frames, otherPoint: number): ChangedPacket[] {
  const other = frames.of(otherPoint)?.place(change.frameThere)
  if (!other) return []
  const { from, fields, content } = change
  return [{ from, ...frames.place(change.frame), other, fields, ...(content && { content: shownContent(content) }) }]
}

/** Bytes as hexadecimal digits: they are whatever somebody sent, and may be no text. */
function shownContent({ offset, size, bytes }: ContentChange): NonNullable<ChangedPacket['content']> {
  return { offset, size, ...(bytes && { here: hexDigits(bytes.here, ''), there: hexDigits(bytes.there, '') }) }
}
