/** What became of a connection's packets between two capture points. */
import type { Side } from '../../casefile/model.js'
import type { Comparison, PacketCounts } from '../../casefile/pair.js'
import { endpoint } from '../format.js'
import type { LegEndFound, LegFound, Words } from '../types.js'
import { SIDE } from './terms.js'

export const changedField: Words['changedField'] = {
  mss: 'MSS',
  'window-scale': '窗口扩大因子',
  'sack-permitted': '允许 SACK',
  timestamps: '时间戳',
  options: '选项',
  window: '窗口',
  'urgent-pointer': '紧急指针',
  'traffic-class': 'DSCP',
  payload: '载荷',
}

export const comparison = (found: Comparison): string =>
  (['client', 'server'] as const).map((side) => sentence(side, found)).join('')

function sentence(side: Side, found: Comparison): string {
  const counts = found[side]
  const open = counts.unseen > 0 ? `；另有 ${counts.unseen} 个只在一处见到，说明不了什么` : ''
  return `${SIDE[side]}的报文：${[passed(side, found), ...rest(counts)].join('，')}${open}。`
}

function passed(side: Side, { [side]: counts, changes }: Comparison): string {
  const fields = changes.filter((c) => c.from === side).flatMap((c) => c.fields.map(({ field }) => changedField[field]))
  const among = [
    ...(counts.changed > 0
      ? [`其中 ${counts.changed} 个被改动${fields.length > 0 ? `：${[...new Set(fields)].join('、')}` : ''}`]
      : []),
    ...(counts.reordered > 0 ? [`${counts.reordered} 个被后发的报文超过`] : []),
  ]
  return `${counts.passed} 个通过${among.length > 0 ? `（${among.join('；')}）` : ''}`
}

function rest(c: PacketCounts): string[] {
  return [
    ...(c.lostBefore > 0 ? [`${c.lostBefore} 个丢在第一处之前`] : []),
    ...(c.lostBetween > 0 ? [`${c.lostBetween} 个丢在两处之间`] : []),
    ...(c.lostAfter > 0 ? [`${c.lostAfter} 个丢在第二处之后`] : []),
    ...(c.duplicated > 0 ? [`${c.duplicated} 个在途中被复制`] : []),
    ...(c.injected > 0 ? [`${c.injected} 个是在两处之间插入的`] : []),
  ]
}

/** The connection on the other side of a proxy. */
export function leg({ file, stream, client, server, by, diedFirst, ended, here }: LegFound): string {
  const what = `${endpoint(client)} > ${endpoint(server)}（${file}，tcp.stream ${stream}）`
  const told = {
    bytes: `代理把这条连接的请求转到了另一条连接：${what}，开头的字节相同。`,
    request: `代理把这条连接的请求转到了另一条连接：${what}，请求相同。`,
    timing: `${what} 可能是代理的另一段：开始的时间对得上，此外没有别的依据。`,
  }[by]
  return `${told}${death(diedFirst, here, ended)}`
}

function death(first: LegFound['diedFirst'], here: LegEndFound | undefined, there: LegEndFound | undefined): string {
  if (!here && !there) return '两段都没有结束。'
  const [mine, others] = [here && `这一段结束于${endWord(here)}`, there && `另一段结束于那边${endWord(there)}`]
  if (first === 'this') return others ? `这一段先断：${mine}，${others}。` : `只有这一段结束：${mine}。`
  if (first === 'other') return mine ? `另一段先断：${others}，${mine}。` : `只有另一段结束：${others}。`
  return `哪一段先断，时钟看不出来：${[mine, others].filter(Boolean).join('，')}。`
}

const endWord = ({ by, from, frame }: LegEndFound): string =>
  `以${SIDE[from]}名义发的 ${by === 'reset' ? 'RST' : 'FIN'}（${frame} 号包）`
