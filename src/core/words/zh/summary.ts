import type { ResetSummary, Scene, TriggerPhrase, Words } from '../types.js'
import { frames, list, SIDE, time } from './terms.js'

export const trigger: Words['trigger'] = {
  syn: 'SYN',
  'syn-ack': 'SYN-ACK',
  ack: 'ACK',
  'client-hello': 'ClientHello',
  'http-request': 'HTTP 请求',
  data: '数据',
  fin: 'FIN',
  'keep-alive': 'keep-alive 探测',
  idle: '空闲',
  none: '无',
  unknown: '不明',
}

export const triggerWhy: Words['triggerWhy'] = {
  'only-one-fits': '只有这一个包与 RST 的号码对得上',
  'one-round-trip': '有几个包与 RST 的号码对得上，这一个距它正好一个 RTT',
  'carries-content': '有几个包与 RST 的号码对得上，这一个带有值得处理的内容',
  nearest: '有几个包与 RST 的号码对得上，这一个时间最近',
  'own-timer': '它不应答任何报文：出现在一段空闲的末尾',
  'own-decision': '它不应答任何报文：带的是连接所有者主动结束连接时的号码',
  'nothing-fits': '之前没有报文与 RST 的号码对得上',
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
  const who = `${frames(numbers)}是路径上的设备伪造的，不是${SIDE[scene.accused]}发的`
  const signs =
    numbers.length === 1 ? `${who}：${forForgery.join('；')}。` : `${who}。第一个的特征：${forForgery.join('；')}。`
  const reason = because ? `${SURENESS[sureness]}：${because}。` : '为什么从抓包看不出来。'
  return [signs, `${setOff(set)}。`, reason]
}

function setOff({ kind, frame, also, why }: TriggerPhrase): string {
  if (kind === 'idle') return '它出现在一段空闲的末尾'
  if (!frame) return '抓包里没有触发它的报文'
  const first = named(kind, frame)
  const others = also.slice(0, 3)
  if (others.length === 0) return `它由 ${first}触发`
  if (why === 'carries-content' && CONTENT.has(kind))
    return `它由 ${first}触发，不过号码与 ${frames(others.map((p) => p.frame))}也对得上`
  const all = list([first, ...others.map((p) => named(p.kind, p.frame))], '或 ')
  const likelier =
    why === 'carries-content' && others.every((p) => p.kind === 'ack') ? `，不过更可能是 ${trigger[kind]}` : ''
  return `它由 ${all}触发，号码都对得上${likelier}`
}

/** Packets that give a filter something to read. */
const CONTENT: ReadonlySet<string> = new Set(['client-hello', 'http-request', 'data'])

const named = (kind: TriggerPhrase['kind'], frame: string): string => `${trigger[kind]}（${frame} 号包）`

function genuine({ frames: numbers, trigger: set, because, sureness, idle }: ResetSummary, scene: Scene): string[] {
  const answer = set.frame ? `，应答 ${named(set.kind, set.frame)}` : ''
  const silence = set.kind === 'idle' && !because ? `，在空闲 ${time(idle)} 之后` : ''
  const reason = because ? `${SURENESS[sureness]}：${because}` : '原因从抓包看不出来'
  return [`连接是${SIDE[scene.accused]}自己重置的（${frames(numbers)}${answer}${silence}），${reason}。`]
}

function open({ frames: numbers, undecided, forForgery, forEnd }: ResetSummary, scene: Scene): string[] {
  const end = SIDE[scene.accused]
  if (undecided === 'scrambled')
    return [
      `${frames(numbers)}同时置了 RST 与 SYN 或 FIN：协议栈不会这样发，可能是损坏、伪造或扫描的报文，不指认发送方。`,
    ]
  if (undecided === 'alone') return [`${frames(numbers)}无法判定来源：抓包里没有${end}的其他报文可以比较。`]
  if (undecided === 'hidden')
    return [
      `${frames(numbers)}是${end}发的还是紧邻它的设备发的，这份抓包分不出来：它的各项特征都与${end}相符；但主机不会把刚建立的连接忘掉，而过滤设备正是在出现域名或路径的报文上切断连接。`,
    ]
  if (undecided === 'elsewhere')
    return [
      `${frames(numbers)}不是抓包的这台${end}发的，它所应答的报文也没有到过那里：发出者是靠近${end}的设备，或者是使用同一地址的另一台机器。`,
    ]
  const device = forForgery.length > 0 ? `支持是设备的：${forForgery.join('；')}。` : '没有支持是设备的证据。'
  const own = forEnd.length > 0 ? `支持是${end}的：${forEnd.join('；')}。` : `没有支持是${end}的证据。`
  return [`${frames(numbers)}是${end}发的还是路径上的设备发的，尚不能确定。`, device, own]
}
