import { quote } from '../../../core/words/commands.js'
import { percent, seconds } from '../../../core/words/format.js'
import type { LocateFacts, LocateWords, NextStep, Payload } from './types.js'

/** 不像主机名的文字放在引号里。 */
const name = (text: string): string => (/^[\w.-]{1,253}$/.test(text) ? text : `“${text}”`)

function payload(one: Payload): string {
  if (one.kind === 'syn') return `到端口 ${one.port} 的 SYN`
  if (one.kind === 'http-request') return `对${spaced(name(one.path))}的请求（Host 为 ${name(one.host)}）`
  return one.name === undefined ? '不带 SNI 的 ClientHello' : `SNI 为 ${name(one.name)} 的 ClientHello`
}

const span = (value: number): string => seconds(value, { ms: ' 毫秒', s: ' 秒' })

/** 汉字与西文之间空一格。 */
const spaced = (text: string): string =>
  `${/^[\x21-\x7e]/.test(text) ? ' ' : ''}${text}${/[\x21-\x7e]$/.test(text) ? ' ' : ''}`

function where({ place, distance, server, router }: LocateFacts): string {
  if (!place) return '未知的位置'
  const named = (hop: number) => {
    if (hop === 0) return '本机'
    if (hop === distance) return `服务端（第 ${hop} 跳，${server}）`
    const address = router(hop)
    return address ? `第 ${hop} 跳（${address}）` : `第 ${hop} 跳`
  }
  if (place.max === undefined) return `${named(place.min)}或其后的某处`
  return `${named(place.min)}与${named(place.max)}之间`
}

const sure = ({ confidence }: LocateFacts): string => `置信度 ${percent(confidence)}。`

const ask = ({ place, router }: LocateFacts): NextStep[] => {
  const address = place && (router(place.max ?? place.min) ?? router(place.min))
  return address ? [{ text: '查出这些路由器属于谁，向其运营方询问这条规则：', command: `whois ${quote(address)}` }] : []
}

const probe = ({ again }: LocateFacts): NextStep => ({
  text: '每次只改变一处，找出它看的是什么：',
  command: `rstrace probe ${again}`,
})

const captureBoth = ({ server }: LocateFacts): NextStep => ({
  text: '在两端同时抓包：这里收到而服务端没有发出的 RST 就是伪造的，这是定论。',
  command: `tcpdump -ni any -s 0 -w client.pcap ${quote(`host ${server}`)}`,
})

const later = ({ again }: LocateFacts): NextStep => ({
  text: '等封禁过去，再用一条连接带着触发报文逐跳前进：',
  command: `rstrace locate ${again} --one-connection`,
})

const located = (facts: LocateFacts): NextStep[] =>
  facts.atServer ? [captureBoth(facts), probe(facts)] : [...ask(facts), captureBoth(facts), probe(facts)]

/** A name with its address, or an address alone. */
const host = (f: { name: string; address: string }): string =>
  f.name === f.address ? f.address : `${name(f.name)}（${f.address}）`

export const zh: LocateWords = {
  payload,
  summary: {
    reset: (f) => `重置${spaced(payload(f.trigger))}的设备位于${where(f)}。${sure(f)}`,
    answered: (f) => `${where(f)}有设备代替服务端应答了${spaced(payload(f.trigger)).trimEnd()}。${sure(f)}`,
    swallowed: (f) => `${spaced(payload(f.trigger)).trimStart()}在${where(f)}被丢弃。${sure(f)}`,
    nothing: (f) => `到 ${f.server} 的路径上没有什么干扰${spaced(payload(f.trigger)).trimEnd()}。${sure(f)}`,
    residual: (f) =>
      `发出${spaced(payload(f.trigger))}之后，到 ${f.server} 的正常连接也失败了，因此现在无法用这种方法定位。`,
    unsteady: (f) => `${spaced(payload(f.trigger)).trimStart()}偶尔被重置，次数太少，无法定位。`,
    unreachable: (f) => `${f.server} 对触发报文和无害的对照都没有应答。`,
    failed: (f) => `本机无法发起这些连接：${f.failure ?? '未知错误'}。`,
    unclear: () => '收到的应答太少，得不出结论。',
  },
  meaning: {
    interval: ({ place }) =>
      place?.min === 0
        ? 'TTL 为 1 的报文就已遇到它：它可能在本机上，可能在通往第一个路由器的线路上，也可能在那个路由器里、在检查 TTL 之前。'
        : `路由器先检查 TTL，再做过滤：第 ${place?.min} 跳路由器里的过滤规则，要等到能走到第 ${place?.max} 跳的报文才看得到；串在其后线路上的设备、第 ${place?.max} 跳路由器在检查 TTL 之前生效的规则，也是如此。所以结论是两跳之间，而不是某一跳。`,
    atServer: () =>
      '这正是服务端本身的距离：可能是服务端自己重置的，也可能是紧挨着它的设备，例如它的防火墙或负载均衡。靠数跳数分不出这两者。',
    inPath: ({ beyond }) =>
      `设备串在路径中：有 ${beyond.of} 个遇到它的触发报文本应在更远处耗尽 TTL，而那里的路由器一个都没有报告；对照报文它们是会报告的。`,
    onPath: ({ beyond }) =>
      `设备旁挂在路径上：${beyond.of} 个遇到它的触发报文中，有 ${beyond.yes} 个继续前行，被它后面的路由器报告。它看到的只是副本，服务端也会收到触发报文。`,
    pathUnknown: () => '看不出触发报文是否越过了它：后面的路由器不应答，或者可用的报文太少。',
    hopLimit: ({ resetHopLimit, hopLimitPlace }) =>
      hopLimitPlace?.agrees
        ? `它的 RST 到达时 TTL 为 ${resetHopLimit}：若初始值为 ${hopLimitPlace.initial}，也指向第 ${hopLimitPlace.hop} 跳。这与上面的计数互不依赖。`
        : `它的 RST 到达时 TTL 为 ${resetHopLimit}，对这个位置来说没有常见的初始值可以解释（按 ${hopLimitPlace?.initial} 算是第 ${hopLimitPlace?.hop} 跳）：TTL 是特意设置的，或者回程走了另一条路。`,
    copies: ({ resetHopLimit, place }) =>
      `它的 RST 照抄所回应报文的 TTL，因此 TTL 较小的触发报文引来的 RST 回不到本机。位置已据此修正：TTL 最大的触发报文引来的 RST 到达时为 ${resetHopLimit}，差值是去程和回程各损失一半，即第 ${place?.max} 跳。`,
    mirrored:
      'RST 带有我们报文的 DSCP 标记。主机内核拒绝连接时会这样做（Linux，IPv4），Linux 防火墙的 REJECT 不会：这说明是主机自己拒绝的。',
    cleared:
      'RST 没有带上我们报文的 DSCP 标记。Linux 内核拒绝连接时会照抄它（IPv4）：这说明是防火墙或注入设备，或者是应用程序中止了连接；也有网络会在途中清除标记。',
    controlToo: ({ control }) =>
      `对照${control ? `（${payload(control)}）` : ''}的遭遇与触发报文相同：设备看的不是两者的差别。可以换一个对照（--control）。`,
    varies: '有的触发报文以比多数结果更小的 TTL 就遇到了它：路径长短不一，或者有丢包。区间已把这些情况包括在内。',
    silent: (list) => `第 ${list.join('、')} 跳没有路由器应答：计入跳数，但不知道是谁。`,
    oneConnection: '一条连接带着触发报文走过所有跳数，因此每个 TTL 只试了一次。',
    noPackets:
      '没有 CAP_NET_RAW 权限，看不到报文本身：RST 的 TTL 由内核放行与否推出（IP_MINTTL），路由器的消息只能计数。',
    answered: '触发报文以这样的 TTL 不可能到达服务端，却仍然得到了应答。',
    noFarEnd: '不知道服务端有多远：没有已知开放的端口可供测量（--control-port）。',
    residual: '设备在触发之后记住了地址，一段时间内会拦截后续的连接。在此期间，不论试什么，看起来都像被封禁。',
    unsteady: '其余触发报文得到了与对照相同的应答。',
    unreachable: '只有两者的遭遇不同，才能找出其间的设备。',
    nothing: '仅就本机、此刻而言。换一个网络、换个时间，或者换同一域名的另一个地址，结果可能不同。',
    failed: (code) => `系统返回 ${code}。`,
    unclear: '请再运行一次；在慢速或丢包的路径上，延长每个报文的等待时间（--timeout）会有帮助。',
    interrupted: '运行被中断，以上是当时已知的结果。',
  },
  next: {
    reset: located,
    answered: located,
    swallowed: located,
    nothing: (f) => [probe(f)],
    residual: (f) => [later(f), probe(f)],
    unsteady: (f) => [probe(f), captureBoth(f)],
    unreachable: (f) => [probe(f)],
    failed: () => [],
    unclear: () => [],
  },
  sign: {
    exceeded: 'icmp',
    unreachable: '不可达',
    connected: '开放',
    refused: 'RST',
    reset: 'RST',
    data: '应答',
    fin: 'FIN',
    unsent: '?',
    silence: '-',
  },
  text: {
    hop: '跳',
    router: '路由器',
    route: 'SYN',
    control: '对照',
    trigger: '触发',
    far: '走完全程',
    silentRouter: '（无应答）',
    client: '客户端',
    server: '服务端',
    inHere: '在这里',
    legend: 'icmp：报文止于此处，路由器作了报告   应答：来自服务端   -：什么都没有   ?：连接没有建立',
    times: (sign, count) => (count === 1 ? sign : `${sign} x${count}`),
    connections: (count, time, endpoint) => `到 ${endpoint} 共 ${count} 次连接，用时 ${span(time)}`,
    meaning: '这意味着',
    next: '下一步',
  },
  plan: {
    title: (url, endpoint, most) => `${url}：到 ${endpoint} 的连接，最多 ${most} 次，每次一条：`,
    hasTrigger: (trigger, control) => `触发：${trigger}；对照：${control}`,
    baseline: '对照与触发交替进行，各 3 到 5 次，都是普通连接',
    route: (most) => `TTL 为 1、2、3……直到服务端的 SYN（最多到 ${most}），用来得知路由器地址`,
    control: (most) => `在已建立的连接上发送 TTL 为 1、2、3……直到服务端的对照（最多到 ${most}）`,
    trigger: (most) => `同样地发送触发报文（最多到 ${most}），前提是确实受到干扰`,
    edge: '决定位置的那几个 TTL 各重复 3 到 5 次；最后再做一次对照',
    hopLimit: '最多 20 次普通连接的触发，用来得知 RST 的 TTL（仅在看不到报文时）',
    mark: '带 DSCP 10 标记的触发两次（仅在能看到报文时）',
    one: (most) => `对照与触发各用一条连接，TTL 依次为 1、2、3……（最多到 ${most}）`,
    syn: (most) => `TTL 为 1、2、3……的 SYN（最多到 ${most}），每个最多 5 次；不发送其他内容`,
    manner: (pace, timeout) =>
      `两次连接之间间隔 ${span(pace)}；每次最多等待 ${span(timeout)}。每条连接都由本机以 RST 结束。`,
    resolve: (host) => `向解析器查询 ${name(host)} 的地址`,
    progress: (role, hop, signs) => `${{ route: 'SYN', control: '对照', trigger: '触发' }[role]} ${hop}：${signs}`,
  },
  ping: {
    summary: (f) =>
      `${host(f)}的应答到达时 TTL 为 ${f.hopLimits.join(' 或 ')}：${f.asked} 次 ping 有 ${f.answers} 次应答。`,
    noAnswer: (f) => `${host(f)}没有应答 ${f.asked} 次 ping。许多主机都不应答，这与重置无关。`,
    hops: (initial, routers) => `若初始值为 ${initial}，回程经过 ${routers} 个路由器。`,
    compared: ({ finding, frame, ping, reset, server, reading, baseline }) =>
      [
        `结论 ${finding}，${frame} 号包：RST 到达时 TTL 为 ${reset}，ping 的应答为 ${ping}。`,
        reading === 'same'
          ? '两者一致：从 TTL 看不出不是服务端发的。'
          : `由此看，若两者初始值相同，RST 的发送者比它声称的地址${reading === 'nearer' ? '近' : '远'} ${Math.abs(reset - ping)} 跳。`,
        baseline === 'same'
          ? '抓包中该服务端的其他报文与 ping 应答的 TTL 相同：可以这样比较。'
          : baseline === 'other'
            ? `抓包中该服务端的其他报文到达时 TTL 为 ${server}：应答 ping 的是另一台设备，或者路径已改变，这样比较说服力不强。`
            : '抓包中没有该服务端的其他报文可供比较。',
      ].join(''),
    notReset: (finding) => `结论 ${finding} 没有给出来自该地址的 RST 的 TTL。`,
    meaning:
      'ping 的应答出自该地址本身，或它前面的负载均衡。TTL 与之不同的 RST，可能来自别处，也可能出自一个对 RST 使用其他初始值的系统。',
    reply: (hopLimit, time) => (hopLimit === undefined ? `${span(time)}后应答` : `TTL ${hopLimit}，用时 ${span(time)}`),
  },
}
