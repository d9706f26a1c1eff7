import type { FoundPattern } from '../../pattern/model.js'
import type { Words } from '../types.js'
import { quoted } from './terms.js'

export const problem: Words['problem'] = {
  'truncated-packet': (n, at) => `${n} 个报文被 snaplen 截断，TCP 头不完整${at}`,
  'cut-off-file': (_, at) => `文件在一条记录中间结束${at}`,
  'bad-record': (n, at) => `${n} 条记录的长度自相矛盾，已跳过${at}`,
  'bad-length': (n, at) => `${n} 个头部的长度自相矛盾${at}`,
  'bad-option': (n, at) => `${n} 个报文的 TCP 选项损坏${at}`,
  'unknown-link-type': (n, at) => `${n} 个报文的链路类型不支持${at}`,
  'unknown-interface': (n, at) => `${n} 个报文所属的接口在文件里没有说明${at}`,
  'too-deep': (n, at) => `${n} 个报文封装层数过深，没有继续解析${at}`,
  'dropped-packets': (n, at) => `抓包主机漏抓了 ${n} 个报文：这里没有的报文不等于没有发过${at}`,
  'incomplete-fragments': (n, at) => `${n} 个分片报文缺片${at}`,
  'unreadable-line': (n, at) => `${n} 行文本无法识别${at}`,
  'stand-in-address': (n) =>
    `有 ${n} 台主机只有名字、没有地址：名字旁边的地址是编的，命令里的也是（tcpdump -n 会打印真实地址）`,
  'time-backwards': (n, at) => `时间倒退 ${n} 次，时延可能不准${at}`,
  'history-lost': (n, at) => `${n} 条连接开始得太早，无法完整回看${at}`,
  'not-examined': (n, at) => `另有 ${n} 条有问题的连接没有检查${at}`,
  'damaged-compression': (_, at) => `压缩数据损坏或提前结束${at}`,
}

export const where: Words['where'] = {
  frame: (number) => `（首次出现在 ${number} 号包）`,
  byte: (position) => `（在第 ${position} 字节）`,
}

const taken = (at: string): string =>
  at === 'middle'
    ? '在两端之间抓取'
    : at === 'unknown'
      ? '抓包位置不明'
      : `在${at === 'client' ? '客户端' : '服务端'}抓取`

export const vantage: Words['vantage'] = {
  'initial-hop-limit': (at) =>
    `${taken(at)}（${at === 'middle' ? '双方的报文都经过了路由器' : '它的报文 TTL 还是初始值'}）`,
  rtt: (at) => `${taken(at)}（它在 1 毫秒内就应答）`,
  offload: (at) => `${taken(at)}（它的报文校验和留给了网卡计算）`,
  direction: (at) => `${taken(at)}（抓包文件标明了哪些报文由它发出）`,
  loopback: () => '在环回接口抓取（两端是同一台主机）',
  nothing: () => '看不出是在哪里抓取的',
  mixed: () => '各连接的抓包位置不同（抓包主机只是其中一部分连接的一端）',
}

const rest = ({ othersLived, died }: FoundPattern, other: string): string =>
  `${died} 条连接被切断，没有一条正常${othersLived > 0 ? `，而${other}的 ${othersLived} 条正常` : ''}`

export const pattern: Words['pattern'] = {
  'same-name': (p) => `区别在于 SNI ${quoted(p.value)}：${rest(p, '其他 SNI ')}。`,
  'same-host': (p) => `区别在于 Host ${quoted(p.value)}：${rest(p, '其他 Host ')}。`,
  'same-url': (p) => `区别在于 URL ${quoted(p.value)}：${rest(p, '其他路径')}。`,
  'same-port': (p) => `到 ${p.value} 的连接都在握手阶段被切断：${rest(p, '其他端口')}。`,
  'same-address': (p) => `到 ${p.value} 的连接都在握手阶段被切断：${rest(p, '其他地址')}。`,
  'same-device': (p) => `同一台设备冒用多个服务端发 RST：${signature(p.value)}（${p.died} 条连接）。`,
  'same-second': (p) => `${p.value} 在同一秒内重置了 ${p.died} 条连接：重启、主备切换或后端被摘除。`,
  'residual-block': (p) => `${p.value}：${p.died} 条连接刚开始就被切断，起因是双方此前的一条连接。`,
}

const signature = (value: string): string =>
  value.replace('window', '窗口').replace('no DF', '无 DF').replaceAll(', ', '，')
