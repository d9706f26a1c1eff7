import type { ProbeCommandWords } from './types.js'

export const zh: ProbeCommandWords = {
  description: '找出故障取决于什么：发起一组连接，每次只与原请求相差一项',
  target: 'URL 或 HOST[:PORT]：443 端口使用 TLS，80 端口使用 HTTP，其他端口只建立连接',
  options: {
    sni: 'ClientHello 中的 SNI，代替主机名；none 表示不带',
    host: 'Host 字段，代替 URL 中的主机名',
    path: '路径和查询参数，代替 URL 中的那部分',
    method: '请求的方法；默认 GET',
    address: '连接到此地址，不查询解析器；可重复',
    neutral: '对照和比较所用的无害域名，只发给你的服务端；默认 www.example.com',
    expect: '应答必须包含 TEXT，不含则视为被改动',
    rounds: '每项看上去有效的改变再试多少次，1 到 15；默认 5',
    max: '连接总数，5 到 60；默认 60',
    pace: '两次连接之间的秒数，0.1 到 60；默认 0.5',
    timeout: '每个阶段等待的秒数，0.5 到 60；默认 5',
    patience: '等待残留封禁结束的秒数，5 到 3600；默认 200',
    residual: '存在残留封禁时，再触发一次，测量它持续多久、按地址还是按端口',
    fromCapture: '从这个抓包文件的结论中取得请求，并将两者对照',
    finding: '哪一个结论，用编号指定；默认为唯一一个并非无害的结论',
    seed: '决定随机顺序的数；默认每次不同',
  },
  epilogue: `工作方式：
  先看请求是否失败、在哪里失败：发出 SYN 后、发出 ClientHello 后，还是发出请求后。然后改变在那里可能起作用的内容，一次只改
  一项：地址（同一域名的其他地址）、端口、TLS、SNI、Host、路径、查询参数、方法、分一段还是两段发送。看上去有效的改变再与
  原请求穿插、按随机顺序反复试，排除了巧合（不超过 1 %）才算数。每次失败之后做一次无害的对照；原本正常的对照如果失败，就
  等它恢复再继续。

对网络做什么：
  只向你给出的域名和地址发起普通的客户端连接：一次一条，有间隔，最多 60 条。不伪造任何报文，不绕过任何设备。只向解析器查询
  你给出的域名；无害域名从不查询，只出现在发给你的服务端的连接里。请只探测你有权探测的目标。

局限：
  它看到的与普通程序相同：没有 TTL，没有 IP ID。只有 RST 来得太早、不可能出自服务端时，才知道不是服务端发的；rstrace locate
  可以数跳数。时有时无的封禁需要更多轮次。证书只报告，不验证。不探测 UDP 和 QUIC。抓包中的 POST 以 GET 代替，并且不带查询
  参数，因为报告中没有参数的值。

示例：
  rstrace probe https://www.example.com/
  rstrace probe www.example.com:443 --sni other.example.org
  rstrace probe 'http://www.example.com/a?q=word' --json
  rstrace probe --from-capture client.pcap --finding 1
  rstrace probe https://www.example.com/ --dry-run
  rstrace probe https://www.blocked.test/ --simulate test/paths/sni-in-path.path

退出码：
  0 完成，无论结果如何   2 用法错误   3 抓包文件无法读取   4 什么都无法尝试   130 被中断`,

  noTarget: '没有指定 URL 或主机',
  findingNeedsCapture: '--finding 需要与 --from-capture 一起使用',
  chooseFinding: (file, ids) => `${file} 中有多个结论，请用 --finding 选择一个（${ids.join('、')}）`,
  noFinding: (file) => `${file} 中没有可供取得请求的结论`,
  noSuchFinding: (file, id) => `${file} 中没有编号为 ${id} 的结论`,
}
