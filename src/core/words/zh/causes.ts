import * as run from '../commands.js'
import type { AdviceWords, Scene, Words } from '../types.js'
import { locateStep, probeStep } from './experiments.js'
import { joined, quoted, SIDE, time } from './terms.js'

/** Names of timers that are not product names in every language. */
const PRODUCTS: Record<string, string> = {
  'common client read timeout': '常见的客户端读超时',
  'Node.js http keepAliveTimeout (since 2026)': 'Node.js http keepAliveTimeout（2026 年起）',
  'Huawei ELB HTTP, UCloud CLB, Alibaba CLB HTTP': '华为云 ELB（HTTP）、UCloud CLB、阿里云 CLB（HTTP）',
  'Alibaba Cloud ALB': '阿里云 ALB',
  'Alibaba Cloud CLB / NLB TCP': '阿里云 CLB / NLB（TCP）',
  'F5 BIG-IP FastL4, Huawei ELB TCP': 'F5 BIG-IP FastL4、华为云 ELB（TCP）',
  'AWS NLB / NAT gateway / Network Firewall': 'AWS NLB / NAT 网关 / 网络防火墙',
  'Azure Load Balancer / NAT gateway': 'Azure 负载均衡 / NAT 网关',
  'Google Cloud VPC connection tracking': '谷歌云 VPC 连接跟踪',
  'Google Cloud NAT (established)': '谷歌云 NAT（已建立的连接）',
  'FortiGate, PAN-OS, Cisco ASA, Check Point, Envoy': 'FortiGate、PAN-OS、Cisco ASA、Check Point、Envoy',
  'Linux conntrack (established)': 'Linux conntrack（已建立的连接）',
}

/** Timers that the silence matches: one number is the default of many products. */
const timersOf = (products: string[]): string => {
  const names = products.slice(0, 4).map((product) => PRODUCTS[product] ?? product)
  return names.length > 0 ? `（时长相同的已知定时器：${names.join('、')}）` : ''
}

const keepAliveAdvice = (idle: number): AdviceWords[] => [
  {
    text: `让持有空闲连接的一方在 ${time(idle)}之前关闭或刷新连接：调小连接池的最大空闲时间，或者启用保活探测。`,
  },
  { text: 'Linux 上的保活探测（对设置了 SO_KEEPALIVE 的套接字有效）：', command: run.keepAliveBefore(idle) },
]

const traceAdvice = (scene: Scene): AdviceWords => ({
  text: '找出设备在谁的网络里：用 TCP 对同一端口做路径探测，再向相应那几跳的运营方询问。',
  command: run.traceroute(scene),
})

const pathAdvice = (scene: Scene): AdviceWords[] => [traceAdvice(scene), locateStep(scene)]

export const causes: Words['cause'] = {
  'port-closed': {
    name: '端口没有监听',
    because: ({ port, before }) =>
      before ? `端口 ${port} 现在没有进程监听，而本次抓包早些时候还有` : `端口 ${port} 没有进程监听`,
    advice: ({ port, before }) => [
      {
        text: '在服务端确认服务是否在运行、监听在哪个地址（监听在 127.0.0.1 的，从外面访问不到）。',
        command: run.listening(port),
      },
      ...(before ? [{ text: '之前监听过：查这个时间点前后有没有重启、崩溃或发布。' }] : []),
    ],
  },
  'host-firewall-reject': {
    name: '被包过滤规则拒绝',
    because: ({ port, marked }) =>
      `主机上或紧挨着它的包过滤规则拒绝了端口 ${port}${marked ? '（这个 RST 没有照填 TOS，或者流标签为 0，这是包过滤的做法）' : ''}`,
    advice: () => [
      { text: '在服务端和它前面的设备上找以 TCP RST 拒绝的规则。', command: run.firewallRules },
      { text: '在云上还要看安全组和网络 ACL；不过它们通常是静默丢弃，回 RST 的多半是主机本身。' },
    ],
  },
  'no-such-connection': {
    name: '没有这条连接',
    because: ({ why, frame, idle }, scene) => {
      const end = SIDE[scene.accused]
      if (why === 'forged-reset') return `伪造的 RST（${scene.frame(frame)} 号包）已经清除了${end}这一侧的连接`
      if (why === 'own-reset') return `之前已经有以${end}名义发的 RST（${scene.frame(frame)} 号包）`
      if (why === 'peer-reset') return `连接之前已经被重置（${scene.frame(frame)} 号包）`
      if (why === 'never-seen') return `${end}没有这条连接：它在本次抓包里什么也没有发过`
      return `${idle >= 1 ? `空闲 ${time(idle)}之后，` : ''}${end}已经没有这条连接了`
    },
    advice: ({ why }, scene) => {
      if (why === 'forged-reset') return [{ text: '这里不用处理：它只是伪造 RST 的余波，请看那一条结论。' }]
      if (why === 'own-reset' || why === 'peer-reset') return [{ text: '它是前一个 RST 的后果，先解释那一个。' }]
      return [
        { text: `查${SIDE[scene.accused]}一侧在此之前有没有重启或主备切换，负载均衡的后端有没有变化。` },
        { text: '一个地址后面有多台机器？看这个报文是不是到了另一台上（TTL、MAC 地址、会话保持）。' },
      ]
    },
  },
  'late-data': {
    name: '关闭之后又来了数据',
    because: ({ closed, late, bytes }, scene) =>
      `它之前已经关闭（${scene.frame(closed)} 号包），之后又来了${bytes > 0 ? ` ${bytes} 字节数据` : '报文'}（${scene.frame(late)} 号包）`,
    advice: (_, scene) => [
      {
        text: `一般无害。只有当${SIDE[scene.receiver]}还在等对最后那些数据的应答时才有影响：让${SIDE[scene.accused]}读完再关闭。`,
      },
    ],
  },
  'unread-data': {
    name: '数据没读完就关闭',
    because: ({ frame, bytes, zeroWindow }, scene) => {
      if (zeroWindow)
        return '应用关闭套接字时，还没读的数据已经把接收缓冲区占满（窗口为 0），协议栈于是发 RST 而不是 FIN（RFC 2525 §2.17）'
      if (frame === 0) return '应用关闭套接字时可能还有未读的数据（RFC 2525 §2.17）'
      return `应用没有读 ${scene.frame(frame)} 号包的 ${bytes} 字节就关闭了套接字，协议栈于是发 RST 而不是 FIN（RFC 2525 §2.17）`
    },
    advice: (_, scene) => [
      { text: `让${SIDE[scene.accused]}的应用读到结尾再 close()，或者先 shutdown(SHUT_WR) 再把剩余数据读完。` },
      { text: 'Linux 上有计数器统计此类关闭：', command: 'nstat -az TcpExtTCPAbortOnClose' },
    ],
  },
  abort: {
    name: '应用主动中止',
    because: ({ afterFin, idle }) =>
      `应用直接结束了连接（SO_LINGER 0、退出或崩溃）${afterFin ? '，而且是在 FIN 之后' : idle >= 1 ? `，距上一个报文 ${time(idle)}` : ''}`,
    advice: (_, scene) => [
      { text: `查${SIDE[scene.accused]}的应用在这个时间的日志：崩溃、被杀、自身的超时、SO_LINGER 0。` },
      { text: `想知道是哪个进程，在${SIDE[scene.accused]}上跟踪：`, command: run.traceResets },
    ],
  },
  'early-response': {
    name: '请求没收完就应答',
    because: ({ status, method, missing }) =>
      `服务端应答了 ${status} 就关闭，而 ${method} 请求体${missing > 0 ? `还有 ${missing} 字节` : ''}没有传完`,
    advice: ({ status }) => [
      {
        text:
          status === 413
            ? '调大作出应答的服务端或代理对请求体大小的限制（nginx：client_max_body_size），或者少发一些。'
            : `查清服务端为什么没读完请求体就应答 ${status}（鉴权、路由、限流）。`,
      },
      {
        text: '让服务端在关闭前再多读一会儿（nginx：lingering_close always），或者让客户端带上“Expect: 100-continue”。',
      },
    ],
  },
  'keepalive-race': {
    name: 'keep-alive 竞态',
    because: ({ idle, fin, request }, scene) =>
      `空闲 ${time(idle)}后服务端关闭了连接（${scene.frame(fin)} 号包），而客户端的下一个请求（${scene.frame(request)} 号包）恰好已经在路上`,
    advice: ({ idle }) => [
      { text: `让客户端或代理比服务端（${time(idle)}）更早放弃空闲连接，或者把服务端的空闲时间调得比客户端更长。` },
      {
        text: 'nginx：server 段的 keepalive_timeout，以及作代理时 upstream 段里的 keepalive_timeout；Node.js：server.keepAliveTimeout 和 headersTimeout。',
      },
      { text: '复用的连接被重置时，让客户端重试幂等的请求。' },
    ],
  },
  'idle-timeout': {
    name: '一端的空闲超时',
    because: ({ idle, products, answering }) =>
      `${answering ? `在 ${time(idle)}的空闲期间，它已经丢弃了连接` : `连接已经空闲了 ${time(idle)}`}${timersOf(products)}`,
    advice: ({ idle }) => keepAliveAdvice(idle),
  },
  'tcp-keepalive-timeout': {
    name: '保活探测无应答',
    because: ({ probes, interval, answered }) =>
      answered
        ? `它的 ${probes} 次保活探测（间隔 ${time(interval)}）都有应答经过抓包点，却丢在了后面：到下一次该探测时，它放弃了`
        : `${probes} 次保活探测（间隔 ${time(interval)}）都没有应答`,
    advice: ({ answered }, scene) => [
      {
        text: answered
          ? `查应答为什么到不了${SIDE[scene.accused]}：在它上面抓包。`
          : `查${SIDE[scene.receiver]}为什么没有应答：主机宕机、线路故障，还是中间设备丢了连接表项。`,
      },
      { text: '探测的次数和间隔：', command: run.keepAliveSettings },
    ],
  },
  'retransmission-timeout': {
    name: '重传超时放弃',
    because: ({ retries, seconds, answering }) =>
      `它在 ${time(seconds)}内把同一份数据重传了 ${retries} 次都没有应答，${answering ? '在这个报文到来之前已经放弃' : '于是放弃'}`,
    advice: (_, scene) => [
      {
        text: `报文没有到，或者应答没有回来：同时在${SIDE[scene.receiver]}抓包。`,
        command: run.capture(scene, scene.receiver),
      },
      { text: '如果只丢大包，说明路径 MTU 比预想的小：', command: run.smallPing(scene) },
    ],
  },
  'backlog-overflow': {
    name: '全连接队列满',
    because: ({ waiting, refused }) =>
      `服务端等待 accept 的队列满了${waiting > 0 ? `（有 ${waiting} 条已建立的连接还没有得到处理）` : ''}${refused ? '' : '，于是对握手的最后一步回了 RST'}`,
    advice: (_, { server }) => [
      { text: '比较队列（Recv-Q）和上限（Send-Q），看这些计数器是否在涨：', command: run.backlog(server.port) },
      { text: '调大应用的 backlog 和 net.core.somaxconn，或者让应用更快地 accept。' },
    ],
  },
  'half-open-scan': {
    name: 'SYN 扫描',
    because: ({ ports, crafted }) =>
      `它只想知道端口是否开放${crafted ? '（这个 SYN 不是由内核的套接字发出的）' : ''}${ports > 1 ? `：一共试了 ${ports} 个端口` : ''}`,
    advice: () => [{ text: '它本来就不打算建立连接。如果不是自己发起的扫描，那就是互联网上的背景噪声。' }],
  },
  'health-check': {
    name: '健康检查',
    because: ({ times, interval }) =>
      `它只检查端口通不通${times >= 3 ? `：共 ${times} 次，每隔 ${time(interval)}` : '，什么也没有请求'}`,
    advice: () => [{ text: '无害。不想看到它，可以改用协议级的检查（HTTP），或者用 FIN 关闭。' }],
  },
  'tls-refused': {
    name: 'TLS 握手被拒绝',
    because: ({ serverName, alert }, scene) =>
      `服务端拒绝了${serverName ? `对 ${quoted(serverName)} ` : ''}的 TLS 握手${alert ? `，并发了 alert（${scene.frame(alert)} 号包）` : '，而且没有发 alert'}`,
    advice: ({ serverName }, scene) => [
      {
        text: '手工请求同一个域名，看 alert；再换一个域名，看是不是域名决定的：',
        command: run.helloWithName(scene, serverName || scene.server.address),
      },
      { text: '在服务端检查：是否拒绝未知域名（nginx：ssl_reject_handshake）、协议版本、加密套件、客户端证书。' },
    ],
  },
  'unexpected-syn-ack': {
    name: '意外的 SYN-ACK',
    because: ({ asked, wait }) =>
      asked
        ? `SYN-ACK 在 SYN 之后 ${time(wait)}才到，它${wait > 1 ? '已经放弃' : '已经不再要这条连接'}了`
        : '它没有发过这个 SYN-ACK 所应答的 SYN',
    advice: ({ asked }) =>
      asked
        ? [{ text: '查是什么让 SYN-ACK 迟到，或者调大客户端的连接超时。' }]
        : [{ text: '可能有人冒用这个地址发了 SYN，也可能 SYN 走了另一条路，没有经过抓包点。' }],
  },
  'unacceptable-ack': {
    name: '握手中的确认号不对',
    because: ({ ack, expected }) => `握手里的报文确认了 ${ack}，而应该是 ${expected}（RFC 9293 §3.10.7）`,
    advice: (_, scene) => [
      {
        text: '可能有中间设备改写序列号，也可能应答属于旧连接：两端同时抓包，比较 SYN 和它的应答。',
        command: run.capture(scene, scene.receiver),
      },
    ],
  },
  'old-connection': {
    name: '碰到旧连接的残留',
    because: ({ ack, retried }) =>
      `它的 SYN 碰到了对端上相同端口的旧连接，对端回的 ACK（${ack}）对不上${retried ? '；之后它又重试了' : ''}`,
    advice: (_, scene) => [
      {
        text: '同一个源端口复用得太快。让客户端使用更多源端口，并且少建连接、多复用。',
        command: 'sysctl net.ipv4.ip_local_port_range net.ipv4.tcp_tw_reuse',
      },
      {
        text: `看${SIDE[scene.receiver]}是否还留着旧连接：`,
        command: `ss -tan ${run.quote(`sport = :${scene.server.port}`)}`,
      },
    ],
  },
  'time-wait': {
    name: '连接结束后的报文（TIME-WAIT）',
    because: ({ since }) => `连接在 ${time(since)}前已经结束，只剩 TIME-WAIT`,
    advice: () => [{ text: '偶尔一次无害。如果新建连接因此失败，就是客户端复用源端口太快。' }],
  },
  'unnatted-packet': {
    name: '报文的地址没有转换回来',
    because: ({ expected, came, stream }, { accused }) =>
      stream < 0
        ? `报文在接收窗口之外，而${SIDE[accused]}之后照常继续：连接跟踪会把这样的报文判为 INVALID，不转换它的地址，主机就找不到对应的连接`
        : `报文来自 ${came}，而它的连接是与 ${expected} 建立的（流 ${stream}）：地址没有转换回来`,
    advice: () => [
      {
        text: '被连接跟踪判为 INVALID 的报文会不经转换直接通过。在做转换的节点上看计数：',
        command: run.conntrackInvalid,
      },
      { text: '丢弃 INVALID 的报文，或者让 conntrack 放宽窗口检查：', command: run.conntrackLiberal },
      { text: '在 Kubernetes 里还要确认应答原路返回（同节点流量、kube-proxy 或 CNI 规则）。' },
    ],
  },
  'blocked-address': {
    name: '按 IP 封禁',
    because: ({ address, cut, lived }) =>
      `到 ${address} 的连接在握手阶段就被切断，还没有请求任何内容${counted(cut, lived)}`,
    advice: (_, scene) => [
      { text: '在同一客户端上先换同一地址的另一个端口，再换该服务的另一个地址：', command: run.openOtherPort(scene) },
      { text: '换一个网络访问同一地址。如果那边正常，封禁就在这条路径上。', command: run.openPort(scene) },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-port': {
    name: '按端口封禁',
    because: ({ port, elsewhere }) =>
      `到端口 ${port} 的连接在握手阶段就被切断${elsewhere > 0 ? `，而到该地址其他端口的 ${elsewhere} 条连接正常` : ''}`,
    advice: (_, scene) => [
      { text: '换同一地址的另一个端口作对比：', command: run.openOtherPort(scene) },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-sni': {
    name: '按 SNI 封禁',
    because: ({ name, cut, lived }) =>
      `${joined('ClientHello 里的 SNI 是', quoted(name))}${compared(cut, lived, ' SNI ')}`,
    advice: ({ name }, scene) => [
      { text: '对同一服务端换一个 SNI。如果不再被重置，就是 SNI 决定的：', command: run.helloWithOtherName(scene) },
      { text: '再用原来的 SNI 试一次：', command: run.helloWithName(scene, name) },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-host': {
    name: '按 Host 封禁',
    because: ({ host, cut, lived }) => `${joined('请求的 Host 是', quoted(host))}${compared(cut, lived, ' Host ')}`,
    advice: ({ host }, scene) => [
      { text: '同样的请求换一个 Host。如果不再被重置，就是 Host 决定的：', command: run.requestWithOtherHost(scene) },
      { text: '再用原来的 Host 试一次：', command: run.requestWithHost(scene, host) },
      probeStep(scene),
      locateStep(scene),
      { text: 'HTTPS 会隐藏 Host，只有 SNI 可见。' },
    ],
  },
  'blocked-url': {
    name: '按 URL 封禁',
    because: ({ path, host, lived }) =>
      `${joined('请求的是', quoted(host + path))}${lived > 0 ? `，而同一 Host 下其他路径的 ${lived} 个请求得到了应答` : ''}`,
    advice: ({ path, host }, scene) => [
      {
        text: '对同一 Host 换一个路径。如果不再被重置，就是路径决定的：',
        command: run.requestPath(scene, host || scene.server.address, '/'),
      },
      {
        text: '再用原来的路径试一次：',
        command: run.requestPath(scene, host || scene.server.address, path.startsWith('/') ? path : '/'),
      },
      probeStep(scene),
      locateStep(scene),
      { text: 'HTTPS 会隐藏路径。' },
    ],
  },
  'blocked-content': {
    name: '按内容封禁',
    because: ({ frame, bytes }, scene) => `${scene.frame(frame)} 号包的 ${bytes} 字节数据里有被拦截的内容`,
    advice: (_, scene) => [
      { text: '把同样的数据放进加密连接再发。如果不再被重置，就是内容决定的。' },
      { text: '每次去掉一半数据，逐步缩小范围。' },
      // Without a request there is nothing that could be made again.
      ...(scene.name ? [probeStep(scene), ...pathAdvice(scene)] : [traceAdvice(scene)]),
    ],
  },
  'residual-block': {
    name: '残留封禁',
    because: ({ stream, since, name }) =>
      `${time(since)}前双方的一条连接（流 ${stream}）${name ? joined('请求过', quoted(name)) : '被切断过'}，这类封禁会持续几分钟`,
    advice: () => [
      { text: '双方之间三分钟内不要建立连接，然后用无害的域名再试。要解释的是这一串里的第一个 RST，不是这一个。' },
    ],
  },
  'middlebox-idle-timeout': {
    name: '中间设备的空闲超时',
    because: ({ idle, products }) => `连接空闲 ${time(idle)}后，中间设备已经删除了它的表项${timersOf(products)}`,
    advice: ({ idle }) => [...keepAliveAdvice(idle), { text: '或者调大路径上防火墙、负载均衡或 NAT 网关的空闲时间。' }],
  },
  'forged-unknown': {
    name: '伪造，原因不明',
    because: () => '设备依据的是抓包里看不到的内容',
    advice: (_, scene) => [
      {
        text: '重复这条连接，每次只改一项：域名、端口、地址、网络。改了哪一项能通，原因就在哪一项。',
        command: scene.tls ? run.helloWithOtherName(scene) : run.openOtherPort(scene),
      },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
}

function counted(cut: number, lived: number): string {
  const parts = [...(cut > 1 ? [`至少 ${cut} 条`] : []), ...(lived > 0 ? [`不过有 ${lived} 条正常`] : [])]
  return parts.length > 0 ? `（${parts.join('，')}）` : ''
}

function compared(cut: number, lived: number, noun: string): string {
  const others = lived > 0 ? `，而用其他${noun}的 ${lived} 条连接正常` : ''
  return cut > 1 ? `，用它的 ${cut} 条连接都被切断${others}` : others
}
