import type { LocateCommandWords } from './types.js'

export const zh: LocateCommandWords = {
  target: 'URL 或 HOST[:PORT]：443 端口使用 TLS，80 端口使用 HTTP；其他端口以 SYN 本身为追踪对象',
  pingTarget: '域名或地址',
  options: {
    sni: '以 SNI 为 NAME 的 ClientHello 为触发报文；默认取目标中的域名',
    host: '以带此 Host 的请求为触发报文；默认取目标中的域名',
    path: '以对 PATH 的请求为触发报文；默认取 URL 中的路径',
    control: '对照所用的无害域名，只发给你的服务端；默认 www.example.com',
    controlPort: 'SYN 本身被封禁时，用作对照的同一主机的开放端口',
    address: '连接到此地址，不查询解析器',
    maxHops: '最大的 TTL，1 到 60；默认 30',
    timeout: '等待连接或应答的最长秒数，0.3 到 30；默认 3',
    pace: '两次连接之间的秒数，0 到 600；默认 0.05',
    oneConnection: '用一条连接走完所有 TTL，用于触发后会继续封禁的设备',
    varyPorts: '每次使用不同的源端口：在按端口分流的网络中会走到不同的路径',
    fromCapture: '从这个抓包文件的结论中取得目标，并将两者对照',
    finding: '哪一个结论，用编号指定；默认为唯一一个并非无害的结论',
    resolve: '向解析器查询路由器的名称',
    asn: '网络归属数据库（MaxMind 格式，如 GeoLite2-ASN.mmdb）',
    city: '地理位置数据库（MaxMind 格式，如 GeoLite2-City.mmdb）',
    compare: '与此抓包中的结论对照',
    count: 'ping 的次数，1 到 20；默认 3',
    pingTimeout: '每次等待应答的秒数，0.3 到 30；默认 2',
  },
  locate: {
    description: '逐跳计数，找出 RST 的发送者位于哪两跳之间',
    epilogue: `工作方式：
  在已建立的连接上，以 TTL 1、2、3……发送触发报文：TTL 小的在遇到设备之前就在某个路由器耗尽，第一个遇到设备的 TTL 说明它有多远。以同样方式发送的无害对照说明这条路径平时的表现。决定位置的每个 TTL 至少试三次。结论是两跳之间的一段，从不是某一跳。

对网络做什么：
  只向你给出的那一个地址发起普通的客户端连接，每次一条，有间隔；8 跳的路径约 40 次，最多 250 次。每条连接都由本机以 RST
  结束。不伪造报文，不使用其他地址，不绕过任何限制；但如果设备旁挂在路径上，服务端会留下一些它以为仍然打开的连接，直到
  超时。请只探测你有权探测的目标。

需要什么：
  Linux（x64、arm64、riscv64、loong64）和可选软件包 koffi，不需要特权。有 CAP_NET_RAW 时还能看到报文本身：它们的 TTL 和标记，以及哪个路由器报告了哪个报文。

局限：
  按端口分流的路由器只显示一条路径（--vary-ports 可显示更多）；回程可能与去程不同。NAT 和隧道会隐藏路由器。触发后继续封禁
  的设备需要 --one-connection，或者让 --pace 长于封禁时间。紧挨着服务端的设备与服务端本身无法区分。

示例：
  rstrace locate https://www.example.com/
  rstrace locate 192.0.2.10:443 --sni www.example.com
  rstrace locate 'http://192.0.2.10/' --host www.example.com --control www.example.org
  rstrace locate www.example.com:8443 --control-port 443
  rstrace locate https://www.example.com/ --resolve --asn GeoLite2-ASN.mmdb --log locate.jsonl
  rstrace locate --from-capture client.pcap --finding 1
  rstrace locate https://www.example.com/ --dry-run

退出码：
  0 完成，无论结果如何   2 用法错误   3 抓包无法读取   4 在本机无法进行   130 被中断`,
  },
  ping: {
    description: '主机自己的应答到达时的 TTL，与抓包中所见对照',
    epilogue: `发送几个 ping，读取应答的 TTL：在 net.ipv4.ping_group_range 允许时使用 ping 套接字，有 CAP_NET_RAW 时使用原始套接字，否则使用 ping 程序。加上 --compare，则与抓包中来自同一地址的 RST 对照。

示例：
  rstrace ping www.example.com
  rstrace ping 192.0.2.10 --compare client.pcap

退出码：
  0 完成   2 用法错误   3 抓包无法读取   4 没有地址，或本机不能 ping   130 被中断`,
  },

  noTarget: '没有指定 URL 或主机',
  optionNeeds: (option, scheme) => `${option} 需要 ${scheme} 目标：在其他目标上它不会被发送，或者已被加密`,
  badDatabase: (file, why) => `${file} 不是 MaxMind 格式的数据库（${why}）`,
  noAddress: (name, why) => `${name} 没有地址（${why}）`,
  needsLinux: 'locate 需要 x64、arm64、riscv64 或 loong64 上的 Linux；rstrace probe 在任何系统上都能使用',
  needsKoffi: 'locate 需要可选软件包 koffi（npm install koffi）才能设置套接字的 TTL；rstrace probe 不需要它',
  cannotPing: '本机不能发送 ping：没有 ping 套接字、原始套接字，也没有名为 ping 的程序',
}
