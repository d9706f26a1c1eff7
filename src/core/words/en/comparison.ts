/** What became of a connection's packets between two capture points. */
import type { Side } from '../../casefile/model.js'
import type { Comparison, PacketCounts } from '../../casefile/pair.js'
import type { Words } from '../types.js'
import { list } from './terms.js'

export const changedField: Words['changedField'] = {
  mss: 'MSS',
  'window-scale': 'window scale',
  'sack-permitted': 'SACK permission',
  timestamps: 'timestamps',
  options: 'options',
  window: 'window',
  'urgent-pointer': 'urgent pointer',
  'traffic-class': 'DSCP',
  payload: 'payload',
}

export const comparison = (found: Comparison): string =>
  (['client', 'server'] as const).map((side) => sentence(side, found)).join(' ')

function sentence(side: Side, found: Comparison): string {
  const counts = found[side]
  const parts = [passed(side, found), ...rest(counts)]
  const open = counts.unseen > 0 ? `; ${counts.unseen} at one point alone, which proves nothing` : ''
  return `Of the ${side}'s packets ${list(parts)}${open}.`
}

function passed(side: Side, { [side]: counts, changes }: Comparison): string {
  const fields = changes.filter((c) => c.from === side).flatMap((c) => c.fields.map(({ field }) => changedField[field]))
  const among = [
    ...(counts.changed > 0 ? [`${counts.changed} changed: ${[...new Set(fields)].join(', ')}`] : []),
    ...(counts.reordered > 0 ? [`${counts.reordered} overtaken`] : []),
  ]
  return `${counts.passed} passed${among.length > 0 ? ` (${among.join('; ')})` : ''}`
}

function rest(c: PacketCounts): string[] {
  return [
    ...(c.lostBefore > 0 ? [`${c.lostBefore} lost before the first point`] : []),
    ...(c.lostBetween > 0 ? [`${c.lostBetween} lost between the two`] : []),
    ...(c.lostAfter > 0 ? [`${c.lostAfter} behind the second`] : []),
    ...(c.duplicated > 0 ? [`${c.duplicated} doubled on the way`] : []),
    ...(c.injected > 0 ? [`${c.injected} put in between`] : []),
  ]
}
