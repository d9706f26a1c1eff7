import { otherSide } from '../../casefile/model.js'
import type { Whereabouts } from '../../verdict/anomalies/whereabouts.js'
import * as run from '../commands.js'
import { shownBytes } from '../format.js'
import type { Words } from '../types.js'
import { locateStep, probeStep } from './experiments.js'
import { openBetween } from './summary.js'
import { joined, quoted, SIDE, time } from './terms.js'

export const anomalies: Words['anomaly'] = {
  blackhole: {
    name: '无应答',
    summary: ({ stage, tries, seconds, from, size, name, heard }, scene) => {
      if (stage === 'syn')
        return `服务端 ${scene.server.address} 的端口 ${scene.server.port} 没有应答：${time(seconds)}内发了 ${tries} 个 SYN，什么也没有回来。`
      const what = { 'client-hello': 'ClientHello', 'http-request': 'HTTP 请求', data: `${size} 字节数据` }[stage]
      const named = name && stage !== 'data' ? `（${quoted(name)}）` : ''
      return `${joined('从', what)}${named}开始再无应答：${SIDE[from]}在 ${time(seconds)}内发了 ${tries} 次，什么也没有回来${heard ? '，而此前对方是有应答的' : ''}。`
    },
    place: ({ lost }) => LOST[lost],
    advice: ({ stage, size }, scene) => {
      if (stage === 'syn')
        return [
          { text: '看路径断在哪里，再看别的端口有没有应答：', command: run.traceroute(scene) },
          probeStep(scene),
          locateStep(scene),
        ]
      const mtu = size > 1200 ? [{ text: '可能只丢大包：测一下路径 MTU。', command: run.smallPing(scene) }] : []
      return [
        ...mtu,
        stage === 'client-hello'
          ? { text: '换一个 SNI。如果有应答，就是 SNI 决定的：', command: run.helloWithOtherName(scene) }
          : { text: '看路径断在哪里：', command: run.traceroute(scene) },
        ...(stage === 'client-hello' ? [probeStep(scene), locateStep(scene)] : []),
      ]
    },
    settle: ({ from }, scene) => [
      `同时在${SIDE[otherSide(from)]}抓包：报文没有到，就是丢在去程；到了，就是应答丢在回程。\n${run.capture(scene, otherSide(from))}`,
    ],
  },
  'icmp-reject': {
    name: '被 ICMP 拒绝',
    summary: ({ from, type, code, ipVersion, fromTarget }) =>
      `${fromTarget ? '目标主机' : '中间设备'} ${from} 用 ICMP 拒绝了这条连接：${unreachable(ipVersion, type, code)}。`,
    place: ({ from, hopLimit }) => `由 ${from} 发出${hopLimit > 0 ? `，到达时 TTL 为 ${hopLimit}` : ''}。`,
    advice: ({ from, fromTarget }, scene) => [
      {
        text: fromTarget
          ? '在该主机上找以 ICMP 拒绝的包过滤规则。'
          : `问 ${from} 的管理方：是哪条规则拒绝的，或者缺了哪条路由。`,
        command: fromTarget ? run.firewallRules : run.traceroute(scene),
      },
    ],
    settle: (_, scene) => [`在服务端抓包：SYN 如果一直没到，拒绝它的就在路径上。\n${run.capture(scene, 'server')}`],
  },
  'injected-fin': {
    name: 'FIN 之后仍有数据',
    summary: ({ sure, from, fin, after }, scene, signs) => {
      const more = `${SIDE[from]}在它之后还在发数据（${scene.frame(after)} 号包）`
      if (sure) return `冒用${SIDE[from]}的 FIN 是伪造的：${[...signs.forForgery, more].join('；')}。`
      const number = scene.frame(fin)
      return [`${number} 号包是 FIN，而${more}。`, ...openBetween(`${number} 号包`, signs, scene)].join('')
    },
    place: ({ sure }) => (sure ? '中间设备，没有计算距离。' : '不清楚。'),
    advice: (_, scene) => [
      {
        text: '换一个域名，或者换成加密连接再试，看是什么触发的。',
        command: scene.tls ? run.helloWithOtherName(scene) : run.requestWithOtherHost(scene),
      },
      probeStep(scene),
    ],
    settle: ({ from }, scene) => [
      `同时在${SIDE[from]}抓包：这里收到而那边没有发出的 FIN 就是伪造的。\n${run.capture(scene, from)}`,
    ],
  },
  'injected-response': {
    name: '两个不同的应答',
    summary: ({ sure, injected, real, first }, scene, signs) => {
      const [odd, other] = [`${scene.frame(injected)} 号包`, `${scene.frame(real)} 号包`]
      const two = '同一个请求得到了两个不同的应答'
      if (!sure) return [`${two}：${odd}和 ${other}。`, ...openBetween(odd, signs, scene)].join('')
      return [
        `${two}：${odd}是中间设备插入的，${other}是服务端的。`,
        `前者露出的破绽：${signs.forForgery.join('；')}。`,
        first ? '它先到，客户端采用了它。' : '它后到。',
      ].join('')
    },
    place: ({ sure }) => (sure ? '能看到请求的中间设备，没有计算距离。' : '不清楚。'),
    advice: (_, scene) => [
      { text: '改用 HTTPS：加密之后别人无法代答。' },
      { text: '再请求一次，比较应答：', command: run.requestWithHost(scene, scene.name ?? scene.server.address) },
      probeStep(scene),
      locateStep(scene),
    ],
    settle: (_, scene) => [
      `同时在服务端抓包：这里收到而那边没有发出的应答就是伪造的。\n${run.capture(scene, 'server')}`,
    ],
  },
  'tampered-content': {
    name: '同一段数据有两个版本',
    summary: ({ from, first, second, offset, between, size, here, there }, scene) =>
      between
        ? `${SIDE[from]}的报文内容在两处抓包之间被改动：这里的 ${scene.frame(first)} 号包和另一份抓包的 ${second} 号包，从载荷第 ${offset} 字节起有 ${size} 字节不同${versions(here, there)}。`
        : `${scene.frame(first)} 号包和 ${scene.frame(second)} 号包在${SIDE[from]}数据流的同一位置带了不同的字节（从第 ${offset} 字节起）。哪一个是${SIDE[from]}发的，从头部看不出来。`,
    place: ({ between }) => (between ? '两个抓包点之间的设备。' : '不清楚。'),
    advice: ({ between }, scene) => [
      ...(between
        ? [
            {
              text: '找会改写内容的设备：地址转换的应用层助手（FTP、SIP）、代理、过滤设备，或者出了故障的设备。',
              command: run.traceroute(scene),
            },
          ]
        : []),
      { text: '在 Wireshark 里逐字节比较这两个包（追踪流只显示其中一个）。发送方重传出错时也是这个样子。' },
    ],
    settle: ({ from }, scene) => [`同时在${SIDE[from]}抓包，比较字节。\n${run.capture(scene, from)}`],
  },
  'packet-loss': {
    name: '丢包',
    summary: ({ from, segments, retransmissions, ...places }) =>
      `${SIDE[from]}的 ${segments} 个数据包里重传了 ${retransmissions} 个（${Math.round((100 * retransmissions) / Math.max(1, segments))} %），足以拖慢连接：${where(places)}。`,
    place: ({ from, before, between, after }) =>
      between > Math.max(before, after)
        ? '丢在两个抓包点之间。'
        : before === after
          ? '丢在抓包点的哪一侧不清楚。'
          : before > after
            ? `丢在${SIDE[from]}与抓包点之间。`
            : `丢在抓包点与${SIDE[otherSide(from)]}之间。`,
    advice: (_, scene) => [
      { text: '看丢包从哪一跳开始并一直持续：', command: run.pathLoss(scene) },
      { text: '在主机上看网卡丢包和双工设置。', command: 'ip -s link; ethtool -S eth0 | grep -i drop' },
    ],
    settle: ({ from }, scene) => [
      `同时在${SIDE[otherSide(from)]}抓包，看那边缺了哪些包。\n${run.capture(scene, otherSide(from))}`,
    ],
  },
}

/** The first bytes of both, unless they may be a secret. */
function versions(here: string, there: string): string {
  if (here === '') return '（可能是机密，不显示）'
  return `：这里是 ${shownBytes(here)}，那里是 ${shownBytes(there)}`
}

const LOST: Record<Whereabouts, string> = {
  between: '报文丢在两处抓包点之间。',
  answers: '报文经过了两处抓包点，应答丢在两处之间。',
  beyond: '报文在较远的抓包点之后丢失，或者应答在那里丢失。',
  unknown: '报文在抓包点之后的某处丢失，或者应答在那里丢失。',
}

type Places = Record<'before' | 'between' | 'after', number> & { compared: boolean }

function where({ before, between, after, compared }: Places): string {
  if (before + between + after === 0) return '丢在哪里从抓包看不出来'
  if (compared)
    return `${before} 个丢在第一处抓包之前，${between} 个丢在两处之间，${after} 个丢在第二处之后（或者丢的是它们的 ACK）`
  return `${before} 个丢在抓包点之前，${after} 个丢在抓包点之后（或者丢的是它们的 ACK）`
}

function unreachable(ipVersion: 4 | 6, type: number, code: number): string {
  const known = ipVersion === 6 ? UNREACHABLE_V6[code] : UNREACHABLE_V4[code]
  return `${known ?? '目的不可达'}（类型 ${type}，代码 ${code}）`
}

/** RFC 792, RFC 1812 §5.2.7.1 and RFC 4443 §3.1. */
const UNREACHABLE_V4: Record<number, string> = {
  0: '网络不可达',
  1: '主机不可达',
  2: '协议不可达',
  3: '端口不可达',
  4: '需要分片',
  5: '源路由失败',
  9: '网络被管理员禁止',
  10: '主机被管理员禁止',
  13: '通信被管理员禁止',
}

const UNREACHABLE_V6: Record<number, string> = {
  0: '没有到目的地的路由',
  1: '通信被管理员禁止',
  2: '超出源地址的范围',
  3: '地址不可达',
  4: '端口不可达',
  5: '源地址不符合策略',
  6: '到目的地的路由被拒绝',
}
