import type { ResetSummary, Scene, Signs, TriggerPhrase, Words } from '../types.js'
import { frames, joined, list, SIDE, time } from './terms.js'

export const trigger: Words['trigger'] = {
  syn: 'SYN',
  'syn-ack': 'SYN-ACK',
  ack: 'ACK',
  'client-hello': 'ClientHello',
  'http-request': 'HTTP 请求',
  data: '数据',
  fin: 'FIN',
  'keep-alive': '保活探测',
  idle: '空闲',
  none: '无',
  unknown: '不明',
}

export const triggerWhy: Words['triggerWhy'] = {
  'only-one-fits': '只有这一个包与 RST 的 seq/ack 对得上',
  'one-round-trip': '有几个包与 RST 的 seq/ack 对得上，这一个正好在它之前一个 RTT',
  'carries-content': '有几个包与 RST 的 seq/ack 对得上，这一个带有可能触发规则的内容',
  nearest: '有几个包与 RST 的 seq/ack 对得上，这一个时间上最近',
  'own-timer': '它不是对某个报文的应答：出现在一段空闲之后',
  'own-decision': '它不是对某个报文的应答：seq/ack 正是一端主动结束连接时会用的',
  'nothing-fits': '之前没有报文与 RST 的 seq/ack 对得上',
}

export function summary(reset: ResetSummary, scene: Scene): string {
  const parts =
    reset.who === 'middlebox'
      ? forged(reset, scene)
      : reset.who === 'unknown'
        ? open(reset, scene)
        : genuine(reset, scene)
  if (reset.payload) parts.push(`它带有文本“${reset.payload}”。`)
  if (reset.effect === 'ignored') parts.push(`${SIDE[scene.receiver]}没有接受它，连接继续。`)
  return parts.join('')
}

const SURENESS = { sure: '原因', probable: '很可能的原因', possible: '可能的原因' }

function forged(
  { frames: numbers, forForgery, trigger: set, because, sureness }: ResetSummary,
  scene: Scene,
): string[] {
  const who = `${frames(numbers)}是中间设备伪造的，不是${SIDE[scene.accused]}发的`
  const signs =
    numbers.length === 1 ? `${who}：${forForgery.join('；')}。` : `${who}。第一个的特征：${forForgery.join('；')}。`
  const reason = because ? `${SURENESS[sureness]}：${because}。` : '抓包里看不出原因。'
  return [signs, `${setOff(set)}。`, reason]
}

function setOff({ kind, frame, also, why }: TriggerPhrase): string {
  if (kind === 'idle') return '它出现在一段空闲之后'
  if (!frame) return '抓包里没有触发它的报文'
  const first = named(kind, frame)
  const others = also.slice(0, 3)
  if (others.length === 0) return `${joined('它由', first)}触发`
  if (why === 'carries-content' && CONTENT.has(kind))
    return `${joined('它由', first)}触发，不过 seq/ack 与 ${frames(others.map((p) => p.frame))}也对得上`
  const all = list([first, ...others.map((p) => named(p.kind, p.frame))], '或 ')
  const likelier =
    why === 'carries-content' && others.every((p) => p.kind === 'ack') ? joined('，不过更可能是', trigger[kind]) : ''
  return `${joined('它由', all)}触发，seq/ack 都对得上${likelier}`
}

/** Packets that give a filter something to read. */
const CONTENT: ReadonlySet<string> = new Set(['client-hello', 'http-request', 'data'])

const named = (kind: TriggerPhrase['kind'], frame: string): string => `${trigger[kind]}（${frame} 号包）`

function genuine({ frames: numbers, trigger: set, because, sureness, idle }: ResetSummary, scene: Scene): string[] {
  const answer = set.frame ? joined('，应答的是', named(set.kind, set.frame)) : ''
  const silence = set.kind === 'idle' && !because ? `，空闲 ${time(idle)}之后` : ''
  const reason = because ? `${SURENESS[sureness]}：${because}。` : '抓包里看不出原因。'
  return [`${frames(numbers)}是${SIDE[scene.accused]}自己发的${answer}${silence}。`, reason]
}

function open({ frames: numbers, undecided, forForgery, forEnd }: ResetSummary, scene: Scene): string[] {
  const end = SIDE[scene.accused]
  if (undecided === 'scrambled')
    return [
      `${frames(numbers)}在置 RST 的同时还置了 SYN 或 FIN：协议栈不会这样发，可能是损坏的、构造的或扫描用的报文，不指认发送者。`,
    ]
  if (undecided === 'alone') return [`${frames(numbers)}无法判定来源：抓包里没有${end}的其他报文可以比较。`]
  if (undecided === 'hidden')
    return [
      `${frames(numbers)}是${end}发的还是紧邻它的设备发的，这份抓包分不出来：它的各项特征都与${end}相符；但主机不会忘掉刚建立的连接，而过滤设备恰恰会在报出域名或路径的那个报文上切断连接。`,
    ]
  if (undecided === 'elsewhere')
    return [`${frames(numbers)}不是被抓包的这台${end}发的：发送者是靠近${end}的设备，或者是使用同一地址的另一台机器。`]
  return openBetween(frames(numbers), { forForgery, forEnd }, scene)
}

/** Both may have sent it, and what speaks for each. */
export function openBetween(what: string, { forForgery, forEnd }: Signs, scene: Scene): string[] {
  const end = SIDE[scene.accused]
  const device = forForgery.length > 0 ? `支持是中间设备的：${forForgery.join('；')}。` : '没有支持是中间设备的证据。'
  const own = forEnd.length > 0 ? `支持是${end}的：${forEnd.join('；')}。` : `没有支持是${end}的证据。`
  return [`${what}是${end}发的还是中间设备发的，尚不能确定。`, device, own]
}
