/** What became of a connection's packets between two capture points. */
import type { Side } from '../../casefile/model.js'
import type { Comparison, PacketCounts } from '../../casefile/pair.js'
import { endpoint } from '../format.js'
import type { LegEndFound, LegFound, Words } from '../types.js'
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
    ...(counts.changed > 0
      ? [`${counts.changed} changed${fields.length > 0 ? `: ${[...new Set(fields)].join(', ')}` : ''}`]
      : []),
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

/** The connection on the other side of a proxy. */
export function leg({ file, stream, client, server, by, diedFirst, ended, here }: LegFound): string {
  const what = `${endpoint(client)} > ${endpoint(server)} (${file}, tcp.stream ${stream})`
  const told = {
    bytes: `A proxy carries what this connection asks on in another: ${what}, which begins with the same bytes.`,
    request: `A proxy carries what this connection asks on in another: ${what}, which has the same request.`,
    timing: `${what} may be the other leg of a proxy: it began at the right time, and nothing else tells.`,
  }[by]
  return `${told} ${death(diedFirst, here, ended)}`
}

function death(first: LegFound['diedFirst'], here: LegEndFound | undefined, there: LegEndFound | undefined): string {
  if (!here && !there) return 'Neither was ended.'
  const [mine, others] = [here && `this one by ${endWord(here)}`, there && `the other by ${endWord(there)} there`]
  if (first === 'this')
    return others ? `This one died first: ${mine}, ${others}.` : `Only this one was ended, by ${endWord(here!)}.`
  if (first === 'other')
    return mine ? `The other died first: ${others}, ${mine}.` : `Only the other was ended, by ${endWord(there!)} there.`
  return `Which died first, the clocks do not tell: ${[mine, others].filter(Boolean).join(', ')}.`
}

const endWord = ({ by, from, frame }: LegEndFound): string =>
  `the ${by === 'reset' ? 'reset' : 'FIN'} in the ${from}'s name (frame ${frame})`
