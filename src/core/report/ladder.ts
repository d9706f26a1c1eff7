/** The few packets of a connection that tell its story. */
import type { CaseFile, Segment } from '../casefile/model.js'
import { hasAck, isReset } from '../casefile/segment.js'
import { readResetPayload } from '../evidence/payload.js'
import { flagLetters } from '../wire/flag-letters.js'
import type { Words } from '../words/types.js'
import { clean } from './clean.js'
import { commentText } from './comment.js'
import type { LadderRow } from './model.js'
import type { Frames } from './point.js'
import { baseSequences, relative } from './sequence.js'
import { twinOf } from './twin.js'

const MOST_ROWS = 14

export interface LadderInput {
  file: CaseFile
  /** The packets that the finding is about, and those that set it off. */
  marked: readonly Segment[]
  triggers: readonly Segment[]
  /** Further frames that the verdict cites, most important first. */
  cited: readonly number[]
  frames: Frames
  words: Words
}

export function ladderOf(input: LadderInput): LadderRow[] {
  const { file, marked, triggers, frames } = input
  const chosen = choose(input)
  if (chosen.length === 0) return []
  const home = frames.place((marked[0] ?? triggers[0] ?? chosen[0]).frame)
  const story = { start: chosen[0].time, base: baseSequences(file.segments), capture: home.capture }
  return chosen.map((s) => rowOf(s, input, story))
}

/** In order of importance until the ladder is full; then in order of the capture. */
function choose({ file, marked, triggers, cited }: LadderInput): Segment[] {
  const { segments, handshake } = file
  const first = segments.indexOf(marked[0])
  const last = segments.indexOf(marked.at(-1) ?? marked[0])
  const wanted = [
    ...marked.slice(0, 5),
    ...triggers.slice(0, 3),
    ...[handshake.syn, handshake.synAck, handshake.ack],
    ...cited.map((frame) => segments.find((s) => s.frame === frame)),
    ...segments.slice(Math.max(0, first - 2), Math.max(0, first)).toReversed(),
    ...(last < 0 ? [] : segments.slice(last + 1, last + 4)),
  ]
  const rows = [...new Set(wanted.filter((s) => s !== undefined))].slice(0, MOST_ROWS)
  return rows.sort((a, b) => a.frame - b.frame)
}

/** What the rows of a ladder are told by: its first moment, where the numbers start, and the file that it is about. */
interface Story {
  start: number
  base: ReturnType<typeof baseSequences>
  capture: number
}

function rowOf(s: Segment, input: LadderInput, { base, start, capture }: Story): LadderRow {
  const { frames } = input
  const place = frames.place(s.frame)
  const own = base[s.from]
  const other = base[s.from === 'client' ? 'server' : 'client']
  return {
    frame: place.frame,
    ...(place.capture !== capture && { capture: place.capture }),
    time: Number((s.time - start).toFixed(9)),
    from: s.from,
    flags: flagLetters(s.flags),
    seq: { relative: relative(s.seq, own), absolute: s.seq },
    ...(hasAck(s) && { ack: { relative: relative(s.ack, other), absolute: s.ack } }),
    length: s.length,
    window: s.window,
    ...(s.hopLimit !== undefined && { hopLimit: s.hopLimit }),
    ...(s.ipId !== undefined && { ipId: s.ipId }),
    ...twinOf(s, input.file, frames, start),
    ...markOf(s, input),
    ...noteOf(s, input),
    ...commentsOf(s),
  }
}

function markOf(s: Segment, { marked, triggers }: LadderInput): Pick<LadderRow, 'mark'> {
  if (marked.includes(s) && isReset(s)) return { mark: 'reset' }
  return triggers.includes(s) ? { mark: 'trigger' } : {}
}

/** What the packet carries. Names and paths come with secrets masked; payload itself is never shown, but a reset's text. */
function noteOf(s: Segment, { file, words }: LadderInput): Pick<LadderRow, 'note'> {
  const request = file.http.find((exchange) => exchange.requestFrame === s.frame)?.request
  if (request) return { note: clean(`${request.method} ${request.path}`, 120) }
  const response = file.http.find((exchange) => exchange.responseFrame === s.frame)?.response
  if (response) return { note: words.note.answer(response.status) }
  if (file.tls?.frames[0] === s.frame) return { note: clean(`ClientHello ${file.tls.serverName ?? ''}`.trim(), 120) }
  const text = isReset(s) ? payloadText(s) : undefined
  return text ? { note: words.note.payload(text) } : {}
}

function commentsOf(s: Segment): Pick<LadderRow, 'comments'> {
  const comments = s.comments.map(commentText).filter((text) => text !== '')
  return comments.length > 0 ? { comments } : {}
}

/** Text that a reset itself carries, as some devices and stacks put it there. */
export function payloadText(reset: Segment): string | undefined {
  const payload = readResetPayload(reset)
  return payload?.kind === 'text' || payload?.kind === 'diagnostic' ? clean(payload.text, 120) : undefined
}
