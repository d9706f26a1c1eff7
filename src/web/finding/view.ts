/** What every part of the view of one finding is given. */

import { captureName } from '../../core/report/capture-name.js'
import type { Finding, LadderRow, Report } from '../../core/report/model.js'
import type { Series } from '../../core/report/series.js'
import { percent } from '../../core/words/format.js'
import type { Words } from '../../core/words/index.js'
import type { FindingWords } from '../words/finding.js'

export interface View {
  report: Report
  finding: Finding
  /** Words of the report, and of this view. */
  said: Words
  own: FindingWords
  /** Unlike that of any other view on the page; begins the ids of elements. */
  id: string
}

export type End = 'client' | 'server'

export const otherEnd = (end: End): End => (end === 'client' ? 'server' : 'client')

/** The end in whose name the finding's packets speak; undefined when none of them is shown. */
export function accusedOf({ ladder, frames }: Finding): End | undefined {
  const row = ladder.find(({ mark }) => mark === 'reset') ?? ladder.find(({ frame }) => frames.includes(frame))
  return row?.from
}

export type Mark = NonNullable<Series['mark'][number]>

/**
 * What a row of the ladder is to the finding. Of an anomaly the ladder marks the trigger only; where somebody put a packet
 * in, it is the finding's own frame and not those it is compared with.
 */
export function markOf({ mark, frame, capture }: LadderRow, { frame: own, frames, origin }: Finding): Mark | undefined {
  if (mark || capture !== undefined) return mark
  const about = origin.who === 'middlebox' ? [own] : frames
  return about.includes(frame) ? 'subject' : undefined
}

export function markWord(mark: Mark, { own, finding }: View): string {
  if (mark !== 'subject') return own.ladder.mark[mark]
  const isOpen = finding.origin.who === 'unknown' && finding.evidence.length > 0
  return isOpen ? own.ladder.atOdds : own.ladder.subject[finding.kind]
}

/** Made by something on the path, in the name of an end. */
export const isForged = (mark: Mark | undefined, { origin }: Finding): boolean =>
  origin.who === 'middlebox' && (mark === 'reset' || mark === 'subject')

/** TTL in IPv4, hop limit in IPv6. */
export const isIpv6 = ({ connection }: Finding): boolean => connection.client.address.includes(':')

/** Nothing is certain, and nothing shown is impossible. */
export function sure(confidence: number): string {
  if (confidence > 0.99) return '> 99 %'
  if (confidence < 0.01) return '< 1 %'
  return percent(confidence)
}

/** What a capture is called, without the folders it lies in. */
export function nameOf(capture: number, { report, said }: Pick<View, 'report' | 'said'>): string {
  const name = captureName(report.captures[capture]?.name ?? '', said)
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}
