import type { OtherCaptureFacts } from '../../evidence/other-capture.js'
import type { Oddity } from '../../evidence/rst-form.js'
import { hexadecimal } from '../format.js'
import type { Words } from '../types.js'
import { bits, few, SIDE, time, ttl } from './terms.js'

export const observations: Words['observation'] = {
  'ttl-shift': {
    name: 'TTL 与平时的对比',
    text: ({ hopLimit, usual, from, side }, scene) => {
      const what = `${SIDE[side]}${from === 'echo' ? '的 ping 应答' : from === 'host' ? '在其他连接里的报文' : '的正常报文'}`
      if (scene.for === 'middlebox') return `它的 ${ttl(scene)} 是 ${hopLimit}，而${what}是 ${usual}`
      if (Math.abs(hopLimit - usual) <= 1) return `它的 ${ttl(scene)} 是 ${hopLimit}，与${what}（${usual}）一致`
      return `它的 ${ttl(scene)} 是 ${hopLimit}，${what}里也有这个值（多数是 ${usual}）`
    },
  },
  'ttl-variation': {
    name: '同一批 RST 的 TTL 不一致',
    text: ({ values }, scene) => `同一批 RST 的 ${ttl(scene)} 各不相同（${few(values)}），一台主机不会这样发`,
  },
  'no-hops': {
    name: 'TTL 没有减过',
    text: ({ hopLimit, away }, scene) =>
      `它的 ${ttl(scene)} 是初始值 ${hopLimit}，没有经过路由器，而${SIDE[scene.accused]}在 ${away} 跳之外`,
  },
  'ip-id': {
    name: 'IP ID 与计数器',
    text: ({ id, last, step, side }, scene) =>
      scene.for === 'end'
        ? `它的 IP ID ${id} 接着${SIDE[side]}上一个值 ${last} 递增（加 ${step}）`
        : last === 0
          ? `它的 IP ID 是 ${id}，而${SIDE[side]}给不经套接字发出的报文填 0`
          : id === 0
            ? `它的 IP ID 是 0，而${SIDE[side]}在本连接里给报文编了号（上一个为 ${last}）`
            : `它的 IP ID ${id} 与${SIDE[side]}的计数器（当时为 ${last}）接不上`,
  },
  'ip-id-copy': {
    name: 'IP ID 是照抄的',
    text: ({ id, of }, scene) => `它的 IP ID ${id} 与${SIDE[scene.receiver]}的 ${scene.frame(of)} 号包相同，是照抄的`,
  },
  'shared-counter': {
    name: '多个地址共用一个 IP ID 计数器',
    text: ({ id, otherId, otherAddress, hopLimit }, scene) =>
      `它的 IP ID ${id} 与冒用 ${otherAddress} 的 RST 的 IP ID ${otherId} 出自同一个计数器，两者 ${ttl(scene)} 都是 ${hopLimit}`,
  },
  timing: {
    name: '距触发报文的时间',
    text: ({ delay, rtt, trigger }, scene) =>
      scene.for === 'middlebox'
        ? `它距 ${scene.frame(trigger)} 号包只有 ${time(delay)}，而到${SIDE[scene.accused]}的 RTT 是 ${time(rtt)}`
        : `它距 ${scene.frame(trigger)} 号包 ${time(delay)}，与到${SIDE[scene.accused]}的 RTT（${time(rtt)}）相符`,
  },
  foreknowledge: {
    name: '确认了还没送到的数据',
    text: ({ delay, rtt, of }, scene) =>
      `它确认了 ${time(delay)}前才发出的 ${scene.frame(of)} 号包，那时该包还到不了${SIDE[scene.accused]}（RTT ${time(rtt)}）`,
  },
  'life-after-reset': {
    name: 'RST 之后连接还在继续',
    text: ({ side, frame, later, is }, scene) =>
      `${time(later)}之后${SIDE[side]}还在这条连接上发${LIFE[is]}（${scene.frame(frame)} 号包）`,
  },
  'second-answer': {
    name: '同一个包被应答了两次',
    text: ({ later, after }, scene) =>
      `${SIDE[scene.accused]}自己在 ${time(after)}后也应答了同一个包（${scene.frame(later)} 号包），${ttl(scene)} 与它不同`,
  },
  'both-ways': {
    name: '两个方向同时有 RST',
    text: ({ other, apart, rtt }, scene) =>
      `反方向也有 RST（${scene.frame(other)} 号包），前后只差 ${time(apart)}，而两端之间的 RTT 是 ${time(rtt)}，来不及互相得知`,
  },
  challenge: {
    name: '应答了 challenge ACK',
    text: ({ challenge, answer }, scene) =>
      `它引来了 challenge ACK（${scene.frame(challenge)} 号包），${SIDE[scene.accused]}随后回了序列号精确的 RST（${scene.frame(answer)} 号包），符合 RFC 5961`,
  },
  burst: {
    name: 'RST 比它们所能应答的报文多',
    text: ({ resets, packets }) =>
      `一次来了 ${resets} 个 RST，而能引发它们的报文${packets === 0 ? '一个也没有' : `只有 ${packets} 个`}`,
  },
  'sequence-ladder': {
    name: '序列号逐级递增',
    text: ({ steps }) =>
      `这批 RST 的序列号逐级向前（${few(steps.filter((step) => step > 0).map((step) => `+${step}`))}），是为了命中移动的窗口`,
  },
  'counted-fields': {
    name: 'TTL 与窗口一起递增',
    text: ({ windows, hopLimits }, scene) =>
      `同一批里窗口和 ${ttl(scene)} 一起递增（窗口 ${few(windows)}；${ttl(scene)} ${few(hopLimits)}）`,
  },
  'rst-form': {
    name: 'RST 的构造',
    text: ({ form, odd, ack }) => (odd === 'none' ? `它的构造与协议栈${FORM[form]}一致` : ODD[odd as Oddity](ack)),
  },
  window: {
    name: 'RST 的窗口',
    text: ({ window, of, scale }, scene) =>
      scale > 0
        ? `它的窗口 ${window} 照抄自握手报文 ${scene.frame(of)} 号包，没有按协商的窗口扩大因子移位：乘以 2 的 ${scale} 次方，${SIDE[scene.accused]}就等于通告了 ${window * 2 ** scale} 字节`
        : of === 0
          ? `它的窗口是 ${window}，而协议栈自己应答的 RST 窗口为 0`
          : `它的窗口 ${window} 与${SIDE[scene.receiver]}的 ${scene.frame(of)} 号包相同，是照抄的`,
  },
  timestamps: {
    name: '时间戳选项',
    text: ({ right, value, last }, scene) =>
      right ? `它的时间戳 ${value} 接着${SIDE[scene.accused]}上一个值 ${last} 递增` : '它没有带双方协商好的时间戳选项',
  },
  'traffic-class': {
    name: '应答的 TOS',
    text: ({ asked, answered }, scene) =>
      scene.for === 'end'
        ? `它的 TOS ${hexadecimal(answered)} 与所应答的报文相同，Linux 内核就是这样做的`
        : `它的 TOS 是 ${hexadecimal(answered)}，而所应答的报文是 ${hexadecimal(asked)}；Linux 内核会照填`,
  },
  'flow-label': {
    name: 'IPv6 流标签',
    text: ({ label }, scene) => `它的流标签是 0，而${SIDE[scene.accused]}的报文是 ${hexadecimal(label)}`,
  },
  'odd-bits': {
    name: '少见的标志位',
    text: ({ flags }) => `它置了协议栈在 RST 里不会置的位：${bits(flags)}`,
  },
  payload: {
    name: '注入设备的载荷',
    text: ({ text }) => `它的载荷（${text}）是一种已知注入设备的特征`,
  },
  'mac-address': {
    name: 'MAC 地址',
    text: ({ mac, usual }, scene) =>
      scene.for === 'end'
        ? `它的源 MAC（${mac}）与${SIDE[scene.accused]}的其他报文相同`
        : `它的源 MAC 是 ${mac}，而${SIDE[scene.accused]}的其他报文是 ${usual}`,
  },
  'dont-fragment': {
    name: 'DF 标志',
    text: ({ packets }, scene) =>
      `它没有 DF 标志，而${SIDE[scene.accused]}${packets === 1 ? '在它之前的报文带有' : `的其他 ${packets} 个报文都带有`} DF`,
  },
  vlan: {
    name: 'VLAN',
    text: ({ vlan, usual }, scene) => `它${inVlan(vlan)}，而${SIDE[scene.accused]}的其他报文${inVlan(usual)}`,
  },
  direction: {
    name: '抓包主机上的方向',
    text: ({ direction, side }, scene) => {
      if (scene.for === 'end') return `抓包主机就是${SIDE[side]}，它是从本机发出去的`
      if (direction === 'sent') return `它是从${SIDE[scene.receiver]}本机发出的，却冒用了${SIDE[side]}的地址`
      return `抓包主机就是${SIDE[side]}，它却是从外面进来的，带着本机自己的源地址`
    },
  },
  'other-capture': {
    name: '另一处抓包',
    text: ({ rule, there, side }) => OTHER_CAPTURE[rule](SIDE[side], there),
  },
  'same-device': {
    name: '别处有相同的特征',
    text: ({ hosts, hopLimit }, scene) =>
      `冒用另外 ${hosts} 个地址的 RST 也是 ${ttl(scene)} ${hopLimit}、窗口相同，与那些主机自己的报文都不同`,
  },
  'content-met': {
    name: '恰在报出域名或路径的报文之后',
    text: ({ what }) =>
      `它紧跟着 ${what === 'client-hello' ? 'ClientHello ' : 'HTTP 请求'}出现，而服务端还没有确认过这个包`,
  },
  expected: {
    name: '本来就该发',
    text: ({ why, side }, scene) => EXPECTED[why](SIDE[side], SIDE[scene.receiver]),
  },
}

const held = (side: string, there: number) => `${side}一侧的抓包里也有它（那边的 ${there} 号包）`
const notFromHost = (side: string) => `在${side}上的抓包里没有发出它，它所应答的报文也没有到过那里`

const OTHER_CAPTURE: Record<OtherCaptureFacts['rule'], (side: string, there: number) => string> = {
  'sent-there': held,
  'passed-there': held,
  'never-sent': (side) => `这里收到了它，而${side}一侧的抓包在那段时间是完整的，却没有它：它从未被发出`,
  'never-seen': (side) => `这里收到了它，而${side}一侧的抓包里似乎没有它，不过也可能只是那边没有抓到`,
  'never-sent-nearer': notFromHost,
  'not-this-host': notFromHost,
  'not-from-host': (side) => `在${side}上的抓包里没有发出它`,
  'nothing-there': () => '另一份抓包里没有任何 TCP 报文',
}

const LIFE = { 'syn-ack': ' SYN-ACK', data: '数据', fin: ' FIN', ack: ' ACK' }

const FORM = {
  refusal: '拒绝 SYN 时',
  reply: '应答时（不带 ACK 标志，序列号取自所应答的报文）',
  abort: '主动中止时（带 ACK 标志，序列号正是下一个）',
  live: '在活动连接上所发的 RST ',
  stray: '所发的 RST ',
}

const ODD: Record<Oddity, (ack: number) => string> = {
  'answer-with-ack': () => '它的 seq/ack 取自所应答的报文，却又带 ACK 标志，实测过的协议栈都不这样发',
  'seq-in-refusal': () => '它拒绝 SYN 时序列号不是 0（RFC 9293 §3.10.7.1 要求为 0）',
  'bare-to-syn': () => '它应答 SYN 却不带 ACK 标志，这样的 RST 不会被接受（RFC 9293 §3.10.7.3）',
  'ack-without-flag': (ack) => `它没有 ACK 标志，确认号字段却是 ${ack}`,
  ahead: () => '它的序列号接近但不等于应有的值',
  stray: () => '它的 seq/ack 与这条连接对不上',
}

const EXPECTED = {
  'closed-before': (side: string) => `${side}之前已经关闭了自己这一侧，回 RST 是应该的`,
  'reset-by-peer-before': (side: string, peer: string) => `之前已经有以${peer}名义发来的 RST，${side}只能这样应答`,
  'no-handshake': (side: string) => `${side}没有发起过这条连接，收到 SYN-ACK 只能回 RST`,
  'wrong-ack': (side: string) => `所应答的报文确认了${side}从未发过的序列号，只能回 RST`,
  'no-socket': (side: string) => `之前已经有以${side}名义发的 RST，后到的报文找不到套接字`,
  closing: (side: string, peer: string) => `${peer}已经关闭了自己这一侧，${side}也就此离开，应用常常这样做`,
}

const inVlan = (id: number): string => (id === 0 ? '不带 VLAN 标签' : `在 VLAN ${id} 里`)
