import { clockTime } from '../format.js'
import type { Counts, TextWords } from '../types.js'
import { comparison, leg } from './comparison.js'
import { around, joined, time, UNITS } from './terms.js'

const files = (names: string[]): string =>
  names.length < 2 ? names.join('') : around`${names.slice(0, -1).join('、')}和${names[names.length - 1]}`

const of = (names: string[]): string => (names.length > 3 ? `${names.length} 个抓包文件` : files(names))

const inside = (names: string[]): string =>
  names.length > 3 ? `${names.length} 个抓包文件里` : around`${files(names)}里`

function resets({ forged, genuine, open }: Counts): string {
  const total = forged + genuine + open
  if (total === 0) return '没有 RST'
  const parts = [
    ...(forged > 0 ? [`${forged} 个由中间设备伪造`] : []),
    ...(genuine > 0 ? [`${genuine} 个由一端自己发出`] : []),
    ...(open > 0 ? [`${open} 个不能确定`] : []),
  ]
  return parts.length > 1
    ? `${total} 个 RST：${parts.join('，')}`
    : `${total} 个 RST，${total > 1 ? '都' : ''}${parts[0].replace(/^\d+ 个/, '')}`
}

export const text: TextWords = {
  headline: (c, names) =>
    `${of(names)}：${c.connections} 条连接，其中 ${c.reset} 条有 RST；${resets(c)}${c.other > 0 ? `；其他异常 ${c.other} 处` : ''}${c.benign > 0 ? `；其中 ${c.benign} 处无害` : ''}`,
  nothing: (names, c) =>
    `${inside(names)}没有 RST，也没有其他异常：检查了 ${c.connections} 条连接的 ${c.tcpPackets} 个 TCP 报文（共 ${c.packets} 个报文）。`,
  leftOut: (findings) => `；另有 ${findings} 处不在所选范围内`,
  nothingChosen: (names, leftOut) => `${inside(names)}没有符合所选范围的结论；另有 ${leftOut} 处未列出。`,
  noTcp: (names, c) => `${inside(names)}没有 TCP：检查了 ${c.packets} 个报文。`,
  effect: '效果',
  patterns: '跨连接的规律',
  evidence: '证据',
  evidenceKey: '+ 支持是中间设备，- 支持是该端自己；每个符号约使可能性变为三倍',
  notCounted: '同类中已有更强的，不再计入。',
  packets: '报文',
  columns: {
    frame: '号',
    time: '时间',
    direction: '客户端 服务端',
    flags: '标志',
    seq: 'seq（绝对值）',
    ack: 'ack',
    length: '长度',
    window: '窗口',
    hopLimit: 'TTL',
    ipId: 'ID',
    frameThere: '另一处',
    hopLimitThere: 'TTL',
    speaksFor: '支持',
    weight: '权重',
    observation: '观察',
    frames: '包号',
  },
  marks: { reset: '<= RST', trigger: '<= 触发' },
  connection: '连接',
  confidence: '置信度',
  compared: '对照',
  otherLeg: '另一段',
  otherCauses: '其他可能的原因',
  place: '位置',
  wireshark: 'Wireshark',
  advice: '怎么办',
  settle: '怎样才能确定',
  alike: (count, frames) => `另有 ${count} 条与它相同：${frames}`,
  frames: (_, list) => `${list.replaceAll(', ', '、')} 号包`,
  comment: (frames) => `${frames}的注释`,
  title: (kind, cause) => `${kind}：${cause}`,
  parenthesis: (text) => `（${text}）`,
  benign: '无害',
  more: (count) => `还有 ${count} 组，用 --all 列出`,
  group: (count, what, ends, frames) => `${joined(`${count} 次`, what)}：${ends}，${frames}`,
  unfold: '用 --all 全部列出。',
  standardInput: '标准输入',
  capture: (vantage, seconds, name) => `${name ? `${name}：` : ''}${vantage}；时长 ${time(seconds)}。`,
  separator: '、',
  inTunnel: (tunnel) => `位于 ${tunnel} 隧道内`,
  arrangement: (as, told, names) => {
    if (as === 'both')
      return `${{ times: '按时间判断', packets: '按其中的报文判断', caller: '按指定' }[told]}，文件来自 ${names.length} 个抓包点：${names.map(files).join('；')}。`
    const all = files(names.flat())
    const kind = as === 'points' ? '不同位置的抓包' : '同一次抓包的几段'
    if (told === 'caller') return `${all}：按指定视为${kind}。`
    if (told === 'packets') return around`${all}里有相同的报文，时间却不同：视为时钟不一致的${kind}。`
    return as === 'points'
      ? around`${all}的时间重叠，视为${kind}（如果是同一次抓包的几段，用 --as rotated）。`
      : around`${all}的时间前后相接，视为${kind}（如果是不同位置的抓包，用 --as points）。`
  },
  comparison,
  leg,
  every: ({ connections, alone: [first, second] }) =>
    `逐包对照了两处都有的 ${connections} 条连接；只在前者中的有 ${first} 条，只在后者中的有 ${second} 条。`,
  between: (holds, lacks) => around`在${holds}（有它）与${lacks}（该有而没有）之间。`,
  path: (names) => `从客户端到服务端，路径上依次是：${names.join('、')}。`,
  shifted: ({ client, server }) =>
    `两处之间的设备改写了序列号：在另一份抓包里，客户端的多 ${client}，服务端的多 ${server}（模 2^32）。`,
  behindSentence: '',
  pair: (
    first,
    second,
    { connections, legs, clockOffsetSeconds: offset, uncertaintySeconds, driftPpm, hopsBetween },
  ) => {
    if (offset === undefined)
      return around`检查过的连接中，没有一条是${first}和${second}共有的，${legs ? `但有 ${legs} 对连接带着同样的请求：是代理的两段` : '无从对照'}。`
    const sure = uncertaintySeconds === undefined ? '（只由一个方向得出）' : `（±${time(uncertaintySeconds)}）`
    const drift = driftPpm === undefined ? '' : `，漂移 ${driftPpm < 0 ? '−' : '+'}${Math.abs(driftPpm)} ppm`
    const clock = `后者的时钟${offset < 0 ? '慢' : '快'} ${clockTime(Math.abs(offset), UNITS)}${sure}${drift}`
    const hops = hopsBetween === undefined ? '' : `；两处之间有 ${hopsBetween} 跳`
    return around`检查过的连接中，${first}和${second}共有${String(connections)}条；${clock}${hops}。`
  },
}
