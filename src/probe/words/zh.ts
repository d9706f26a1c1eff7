import { quote } from '../../core/words/commands.js'
import { percent, seconds } from '../../core/words/format.js'
import type { Count, MatrixFacts, NextStep, ProbeWords } from './types.js'

const PHASE: ProbeWords['phase'] = {
  dns: '域名解析时',
  connect: '发出 SYN 后',
  hello: '发出 ClientHello 后',
  request: '发出请求后',
  response: '应答途中',
}

const OUTCOME: ProbeWords['outcome'] = {
  ok: '有应答',
  answered: '有应答，但不是所要的',
  altered: '应答被改动',
  reset: '被重置',
  refused: '被拒绝',
  timeout: '无应答',
  eof: '未应答就被关闭',
  unreachable: 'ICMP 不可达',
  failed: '本机无法发起',
}

const FACTOR: ProbeWords['factor'] = {
  address: '换地址',
  port: '换端口',
  tls: '加上或去掉 TLS',
  'server-name': '换 SNI',
  host: '换 Host',
  path: '换路径',
  query: '换查询参数',
  method: '换方法',
  segments: '分两段发送',
}

const ofThem = ({ passed, tries }: Count): string => `${tries} 次中 ${passed} 次`
const span = (value: number): string => seconds(value, { ms: ' 毫秒', s: ' 秒' })

/** A blank between a Latin word and the Chinese one that follows it. */
const spaced = (text: string): string => (/[!-~]$/.test(text) ? `${text} ` : text)

/** Chinese quotation marks around what is no plain host name. */
const name = (text: string): string => (/^[\w.-]{1,253}$/.test(text) ? text : `“${text}”`)

function failed({ fails }: MatrixFacts): string {
  if (!fails) return '还没有尝试这个请求'
  const { count, of, phase, outcome } = fails
  return `${of} 次连接中有 ${count} 次${PHASE[phase]}${OUTCOME[outcome]}`
}

function cured({ cures }: MatrixFacts, ...factors: string[]): string {
  const cure = cures.find(({ factor }) => factors.includes(factor))
  return cure ? `${spaced(variantText(cure.variant))}时，${ofThem(cure)}通过` : ''
}

function variantText({ id, factor, value, exchange }: MatrixFacts['cures'][number]['variant']): string {
  switch (factor) {
    case undefined:
      if (id === 'given') return '原请求'
      return id === 'control' ? `对照：无害的域名（${value}）` : `端口 ${value} 上的对照`
    case 'address':
      return `地址换成 ${value}`
    case 'port':
      return `端口换成 ${value}`
    case 'tls':
      return `${exchange.tls ? '加上' : '去掉'} TLS（端口 ${exchange.port}）`
    case 'server-name':
      return value === '' ? '不带 SNI' : `SNI 换成 ${name(value)}`
    case 'host':
      return `Host 换成 ${name(value)}`
    case 'path':
      return `路径换成 ${value}`
    case 'query':
      return value === '' ? '去掉查询参数' : `去掉查询参数 ${name(value.slice(1))}`
    case 'method':
      return `方法换成 ${value}`
    case 'segments':
      return `${exchange.tls ? 'ClientHello ' : '请求'}分两段发送`
  }
}

const KEEPS_OUT: Record<'address' | 'address-and-port', (port: number) => string> = {
  address: (port) => `它按双方地址封禁，与端口无关：到端口 ${port} 的无害连接在封禁期间失败，在此前后都正常。`,
  'address-and-port': (port) => `它按双方地址和服务端端口封禁：封禁期间，到同一地址端口 ${port} 的无害连接仍然正常。`,
}

const locate = ({ plainUrl }: MatrixFacts): NextStep => ({
  text: '数一数发送者在第几跳：',
  command: `rstrace locate ${quote(plainUrl)}`,
})

const capture = ({ address, port }: MatrixFacts, side: 'client' | 'server'): NextStep => ({
  text:
    side === 'client'
      ? '趁故障出现时在本机抓包，让报文说明谁发了什么：'
      : '同时在服务端抓包：这里收到而那边没有发出的 RST 就是伪造的。',
  command: `tcpdump -ni any -s 0 -w ${side}.pcap ${quote(side === 'client' ? `host ${address} and (tcp port ${port} or icmp or icmp6)` : `tcp port ${port} or icmp or icmp6`)}`,
})

const ask = '向相应网络或防火墙的管理方询问这条规则。'

export const zh: ProbeWords = {
  phase: PHASE,
  outcome: OUTCOME,
  factor: FACTOR,
  variant: variantText,
  verdict: {
    'nothing-wrong': {
      summary: (f) => `未见异常：请求 ${f.url}，${f.given.tries} 次中 ${f.given.passed} 次得到应答。`,
      meaning: () => ['仅就本机、此刻而言，没有什么干扰这个请求。换一个网络或换个时间，结果可能不同。'],
      next: (f) => [
        {
          text: '如果故障出现在别处，就在那里运行本命令；如果时好时坏，就持续抓包直到出现：',
          command: capture(f, 'client').command,
        },
      ],
    },
    'blocked-sni': {
      summary: (f) => `按 SNI 封禁：SNI 为 ${name(f.serverName ?? '')} 时，${failed(f)}；${cured(f, 'server-name')}。`,
      meaning: () => [
        '触发它的是 ClientHello 中的域名。域名在加密开始之前以明文发送；地址、端口和请求的其余部分没有影响。',
      ],
      next: (f) => [locate(f), capture(f, 'server'), { text: ask }],
    },
    'blocked-host': {
      summary: (f) => `按 Host 封禁：Host 为 ${name(f.host)} 时，${failed(f)}；${cured(f, 'host')}。`,
      meaning: () => ['触发它的是明文 HTTP 请求中的 Host，与路径无关。'],
      next: (f) => [
        locate(f),
        { text: '看 HTTPS 能否通过：', command: `rstrace probe ${quote(`https://${f.name}/`)}` },
        capture(f, 'server'),
      ],
    },
    'blocked-url': {
      summary: (f) =>
        `按 URL 封禁：请求 ${f.url} 时，${failed(f)}；${cured(f, 'host')}，${cured(f, 'path', 'query', 'method')}。`,
      meaning: () => ['Host 和路径同时符合才会触发：同一 Host 的其他路径有应答。'],
      next: (f) => [
        locate(f),
        {
          text: 'HTTPS 会隐藏路径，看它能否通过：',
          command: `rstrace probe ${quote(`https://${f.name}${f.path.replace(/\?.*$/, '')}`)}`,
        },
        capture(f, 'server'),
      ],
    },
    'blocked-content': {
      summary: (f) => `按内容封禁：${failed(f)}；${cured(f, 'query', 'path', 'method')}。`,
      meaning: () => ['触发它的是请求行中的内容，与 Host 无关。'],
      next: (f) => [
        locate(f),
        {
          text: 'HTTPS 会隐藏这些内容，看它能否通过：',
          command: `rstrace probe ${quote(`https://${f.name}${f.path.replace(/\?.*$/, '')}`)}`,
        },
        capture(f, 'server'),
      ],
    },
    'blocked-address': {
      summary: (f) => `按地址封禁：到 ${f.address} 的 ${failed(f)}；${cured(f, 'address')}。`,
      meaning: () => [
        '起作用的是地址：在这个地址上换域名、换端口都没有用，换成同一域名的另一个地址就通。如果只是这一台服务器停机，看上去也是这样。',
      ],
      next: (f) => [locate(f), capture(f, 'server'), { text: '向该地址的管理方确认主机是否正常。' }],
    },
    'blocked-port': {
      summary: (f) => `按端口封禁：端口 ${f.port} 上，${failed(f)}；${cured(f, 'port', 'tls')}。`,
      meaning: () => ['地址可达，只有这个端口不通：在路径上或主机自己身上有包过滤规则。'],
      next: (f) => [locate(f), capture(f, 'server')],
    },
    'port-refused': {
      summary: (f) => `端口 ${f.port} 拒绝连接：${failed(f)}；${cured(f, 'port', 'tls')}。`,
      meaning: () => [
        '主机在线，这个端口的连接被以它的名义拒绝。多半是端口没有监听；如果是中间设备重置了 SYN，从这里看也是这样。',
      ],
      next: (f) => [
        { text: '在服务端看端口是否有程序监听：', command: `ss -ltn ${quote(`sport = :${f.port}`)}` },
        locate(f),
        capture(f, 'server'),
      ],
    },
    'altered-answer': {
      summary: (f) =>
        f.fails
          ? `应答被改动：${failed(f)}${f.cures[0] ? `；${cured(f, f.cures[0].factor)}` : ''}。`
          : `应答被改动：应答 ${f.url} 的不是服务端，它来得太早了。`,
      meaning: () => ['有能看到请求内容的中间设备抢在服务端之前应答，或者改动了它的应答。'],
      next: (f) => [{ text: '改用 HTTPS：别人代答就会被察觉。' }, locate(f), capture(f, 'server')],
    },
    'inside-tls': {
      summary: (f) => `取决于 TLS 内部的内容：${failed(f)}；${cured(f, 'host', 'path', 'query', 'method')}。`,
      meaning: () => [
        '起作用的内容在路上是加密的：作出决定的是服务端，或者是在它前面解密的设备（负载均衡、WAF、审计代理）。',
      ],
      next: (f) => [{ text: '在服务端及其前面的设备上查看这个请求的日志。' }, capture(f, 'server')],
    },
    'needs-server-name': {
      summary: (f) => `服务端要求带 SNI：不带时，${failed(f)}；${cured(f, 'server-name')}。`,
      meaning: () => ['没有封禁。承载多个域名的服务端要靠 SNI 选择证书，这一台会断开不带 SNI 的连接。'],
      next: () => [{ text: '在 URL 中写域名，或者用 --sni 指定。' }],
    },
    'server-declines': {
      summary: (f) => `服务端不接受这个请求：${failed(f)}${f.fails?.detail ? `（${f.fails.detail}）` : ''}。`,
      meaning: () => ['连接是通的，应答方用协议本身的方式表示拒绝，这很少是中间设备所为。'],
      next: (f) => [{ text: '检查 URL 与服务端是否相符：域名、端口、HTTP 还是 HTTPS。' }, capture(f, 'client')],
    },
    'packet-loss': {
      summary: (f) => `丢包：${failed(f)}，无害的对照连接也好不了多少（${ofThem(f.control)}有应答）。`,
      meaning: () => ['连接随机失败，表现为无应答，而且不限于这个请求。这不是封禁。'],
      next: (f) => [
        { text: '看丢包发生在路径的哪里：', command: `mtr -n -r -c 100 -T -P ${f.port} ${quote(f.address)}` },
      ],
    },
    unsteady: {
      summary: (f) => `时好时坏：${failed(f)}，${ofThem(f.given)}有应答；无害的对照连接 ${ofThem(f.control)}有应答。`,
      meaning: () => [
        '同一个请求有时失败、有时成功，所以不只取决于内容。一个地址背后有多条路径或多台服务器、只有一部分受影响，或者设备漏看了一些连接，都会是这样。',
      ],
      next: (f) => [
        { text: '增加连接数再试：', command: `rstrace probe --rounds 10 --max 60 ${quote(f.plainUrl)}` },
        capture(f, 'client'),
      ],
    },
    'no-address': {
      summary: (f) => `域名 ${name(f.name)} 没有地址（${f.resolveError ?? ''}）。`,
      meaning: () => ['什么都无法尝试：解析器没有给出地址。这是 DNS 的问题。'],
      next: (f) => [{ text: '换一个解析器查询：', command: `dig +short ${quote(f.name)} @9.9.9.9` }],
    },
    'cannot-try': {
      summary: (f) => `从本机无法到达 ${f.address}${f.fails?.detail ? `（${f.fails.detail}）` : ''}。`,
      meaning: () => ['本机自己拒绝发送：没有到该地址的路由，或者被本机的规则禁止。'],
      next: (f) => [{ text: '查看路由：', command: `ip route get ${quote(f.address)}` }],
    },
    unknown: {
      summary: (f) =>
        `不能确定：${failed(f)}${f.fails ? `，${f.tried.length > 0 ? '改变任何一项都不能确定地使它恢复' : '还没有改变过任何一项'}` : ''}。`,
      meaning: (f) =>
        f.cures.length > 0
          ? [
              `有效的改变是：${f.cures.map(({ variant }) => variantText(variant)).join('、')}；仅凭这些还不能说是按哪一项封禁。`,
            ]
          : !f.fails
            ? []
            : ['可能是服务端自己断开所有这类连接，可能是它停机了，也可能是到它的连接全部被封禁：从这里看都一样。'],
      next: (f) => [locate(f), capture(f, 'server'), { text: '换一个网络再试：在那里也失败的，是服务端的问题。' }],
    },
  },
  always: {
    chance: (cures) =>
      `有效的改变：${cures.map((cure) => `${variantText(cure.variant)}，${ofThem(cure)}通过`).join('；')}。这样的差别只是巧合的概率不超过 ${small(Math.max(...cures.map(({ chance }) => chance)))}（Fisher 精确检验，与穿插其间的原请求相比）。`,
    notTheServer: ({ count, of, endSeconds, roundTripSeconds }) =>
      `${of} 次中有 ${count} 次，它在触发之后 ${span(endSeconds)}之内就到了，而到服务端往返一次至少需要 ${span(roundTripSeconds)}：发送者比服务端近，不是服务端。`,
    whoIsOpen: () => '从这里看不出是谁做的：可能是中间设备，也可能是服务端自己。',
    residual: ({ failed, of, seconds: lasts, keepsOut }) =>
      `残留封禁：失败之后紧接着的无害连接也会失败（${of} 次中 ${failed} 次）${lasts ? `，持续 ${span(lasts.min)}到 ${span(lasts.max)}` : ''}。这里统计的连接都是在它结束之后发起的。${keepsOut ? KEEPS_OUT[keepsOut.by](keepsOut.otherPort) : ''}`,
    wrongCertificate: ({ subject, issuer }) =>
      `证书属于 ${name(subject)}，而不是所请求的域名（签发者 ${name(issuer)}）：服务端配置有误，或者有人代它应答。`,
    hints: (names) => `可能还与这些有关：${names.join('、')}。连接次数太少，不能断定。`,
    stopped: {
      connections: '实验做完之前已达到连接次数的上限（--max）。',
      patience: '残留封禁没有在限定时间内结束，实验中止（--patience）。',
      interrupted: '已中断：以下是到目前为止所知道的。',
    },
  },
  text: {
    change: '改变',
    answered: '通过',
    ends: '结果',
    notComparable: '不可比：那里没有同类服务',
    end: (phase, outcome, status, count) =>
      `${outcome === OUTCOME.ok ? outcome : `${phase}${outcome}`}${status === undefined ? '' : `（${status}）`}${count > 1 ? `${status === undefined ? ' ' : ''}x${count}` : ''}`,
    of: (passed, tries) => `${passed}/${tries}`,
    connections: (count, time, address) => `到 ${address} 共 ${count} 次连接，用时 ${span(time)}。`,
    meaning: '这意味着',
    next: '下一步',
    separator: '，',
  },
  plan: {
    noAddress: (host, why) => `${host} 没有地址（${why}）：不会发起连接。`,
    title: (url, addresses, most) => `${url}，地址 ${addresses}：最多 ${most} 次连接，一次一条。以下每种各若干次：`,
    connection: (to, says) => `连接 ${to}${says}`,
    says: {
      nothing: '，不发送数据，关闭',
      hello: (sni, inTwo) =>
        `；ClientHello ${sni === undefined ? '不带 SNI' : `SNI 为 ${name(sni)}`}${inTwo ? '，分两段发送' : ''}`,
      request: (line, host, inTwo) => `；${line}，Host: ${host}${inTwo ? '，分两段发送' : ''}`,
    },
    order: '改变一项的连接中，只发起在失败阶段可能起作用的那些。每次失败之后都有一次对照。',
    ask: (domain) => `向解析器查询 ${name(domain)}。`,
    wait: (time) => `上一次失败引起的封禁尚未结束：等待 ${span(time)}`,
    progress: (number, row, end) => `${number}：${row}：${end}`,
  },
}

const small = (share: number): string => (share < 0.01 ? `${(share * 100).toPrecision(1)} %` : percent(share))
