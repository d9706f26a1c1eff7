/** Where each capture point was, and what is amiss in its files: one point for all pieces of a rotated capture. */
import type { Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import type { CaptureSummary, Report } from './model.js'

export interface PointText {
  /** Where it was taken and how long it is; only of one in which something was found, since else it does not matter. */
  vantage?: string
  problems: string[]
}

export function pointTexts({ captures, findings, arrangement }: Report, said: Words): PointText[] {
  const found = new Set(findings.map((finding) => finding.capture))
  const points = arrangement?.points ?? captures.map((_, index) => [index])
  return points.map((point) => {
    const pieces = point.map((index) => captures[index])
    const name = points.length > 1 ? namesOf(pieces, said) : undefined
    const vantage = said.text.capture(pieces[0].vantage.why, spanOf(pieces), name)
    return {
      ...(point.some((index) => found.has(index)) && { vantage }),
      problems: pieces.flatMap((piece) =>
        piece.problems.map(({ text }) => said.text.title(captureName(piece.name, said), text)),
      ),
    }
  })
}

/** The first and the last of several. */
function namesOf(pieces: readonly CaptureSummary[], said: Words): string {
  const [first, ...others] = pieces.map(({ name }) => captureName(name, said))
  const last = others.at(-1)
  return last === undefined ? first : `${first} … ${last}`
}

/** Seconds from the first packet to the last. */
function spanOf(pieces: readonly CaptureSummary[]): number {
  if (pieces.length === 1) return pieces[0].durationSeconds
  const timed = pieces.flatMap(({ firstTime, durationSeconds }) =>
    firstTime === undefined ? [] : { start: Date.parse(firstTime) / 1000, durationSeconds },
  )
  const end = Math.max(...timed.map(({ start, durationSeconds }) => start + durationSeconds))
  return timed.length === 0 ? 0 : end - Math.min(...timed.map(({ start }) => start))
}
