import type { CliWords } from './types.js'

export const zh: CliWords = {
  titles: { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' },
  usage: '[选项] FILE…',
  someOptions: '[选项]',
  description: '读取抓包文件，回答：是谁重置了连接、为什么、由哪个报文触发、发送者在路径上的什么位置。',
  files: 'pcap、pcapng 或 tcpdump 打印的文本，可以是 gzip 或 zstd 压缩的；- 表示标准输入',
  view: '在浏览器中打开结果，并打印页面所在位置；不给 FILE 时打开的页面可以拖入抓包文件',
  explain: '解释某个原因、观察项或结论类型；不给 ID 时列出全部',
  explainId: '报告中的名称，例如 blocked-sni 或 ttl-shift',
  schema: '打印 --format json 的 JSON Schema',
  viewEpilogue: `示例：
  rstrace view client.pcap server.pcap
  rstrace view --anonymize capture.pcapng     可以转发给他人的页面
  rstrace view                                打开页面，再把抓包文件拖进去`,
  options: {
    read: '读取 FILE，与 tcpdump 的写法一致，等同于直接写文件名',
    format:
      'text、json（一个文档）、jsonl（每个结论一行，最后一行汇总）、markdown（用于工单）、csv（每个结论一行）、html（可转发的单个文件）或 pcapng（结论所涉连接的报文，用 Wireshark 查看）；默认 text',
    only: '只看指定来源（client、server、middlebox、unknown）、原因或类型的结论；可重复',
    stream: '只看指定的连接，编号与 Wireshark 的 tcp.stream 相同；可重复',
    all: '完整列出无害的 RST 和每组中的每一个结论',
    quiet: '每个结论只打印一句话，不打印证据和建议',
    output: '写入 FILE，而不是标准输出；多个抓包文件输出 pcapng 时写目录，即 FOLDER/',
    outputFile: '写入 FILE，而不是标准输出',
    annotate: '配合 --format pcapng：输出完整抓包，只在作为证据的报文上加注释，其余不变',
    keepSecrets: '配合 --format pcapng：保留抓包文件里的 TLS 密钥；默认去掉',
    anonymize: '以化名代替 IP 地址、MAC 地址和名称，并去除载荷；每次运行的化名都不同，结论不变',
    anonymizeKey: '同上，但化名由 FILE 中的密钥决定：每次运行、每份抓包都一致',
    failOn: '存在以下结论时退出码为 1：middlebox（伪造）、warn（及以上）或 error',
    as: '多个文件之间的关系：rotated（同一次抓包的几段）或 points（不同位置的抓包）；默认按时间判断',
    every: '多处抓包时，逐包对照每一条连接，而不只是可疑的那些',
    dryRun: '打印将要发起的每一种连接，不实际发起',
    simulate: '用 FILE 描述的路径代替网络，使用虚拟时间',
    log: '把每个事件写入 FILE，每行一个 JSON 对象',
    textOrJson: 'text 或 json；默认 text',
    json: '等同于 --format json',
    lang: 'en 或 zh；默认取自 LC_ALL、LC_MESSAGES、LANG',
    color: 'auto、always 或 never；默认 auto，并遵循 NO_COLOR 与 FORCE_COLOR',
    noProgress: '读取大文件时不显示进度条',
    noOpen: '只写出页面并打印其位置',
    version: '打印版本号',
    help: '打印本帮助',
  },
  epilogue: `示例：
  rstrace capture.pcapng                      谁重置了什么、为什么
  rstrace client.pcap server.pcap             同一流量的两份抓包
  rstrace ring.pcap0 ring.pcap1 ring.pcap2    滚动抓包的多个文件
  tcpdump -i eth0 -w - tcp | rstrace -        连接结束时即给出结论
  rstrace --only middlebox --format json capture.pcap.gz
  rstrace --format pcapng --annotate -o verdict.pcapng capture.pcap
  rstrace --fail-on middlebox capture.pcap    用于脚本：有伪造的 RST 时退出码为 1
  rstrace view capture.pcapng                 在浏览器中查看结果
  rstrace --format html -o report.html capture.pcapng
  rstrace --anonymize capture.pcap            可以转发给他人的报告
  rstrace probe https://www.example.com/      找出故障取决于什么
  rstrace explain keepalive-race

退出码：
  0 分析完成   1 存在 --fail-on 指定的结论   2 用法错误   3 文件无法读取   130 被中断`,
  shelves: { kinds: '结论类型：', causes: '原因：', evidence: '观察项：' },

  noFiles: '没有指定抓包文件',
  seeHelp: (command) => `参见 rstrace ${command ? `${command} ` : ''}--help`,
  complaint: (message, hint) => `${message}（${hint}）`,
  didYouMean: (what) => `是不是想写 ${what}？`,
  unknownOption: (option) => `未知选项 ${option}`,
  needsValue: (option) => `${option} 需要一个值`,
  badValue: (option, value, allowed) => `${option} 不能是“${value}”，可选值：${allowed.join('、')}`,
  badStream: (value) => `--stream 需要连接编号，而不是“${value}”`,
  badNumber: (option, value, least, most) => `${option} 需要 ${least} 到 ${most} 之间的数字，而不是“${value}”`,
  badWord: (option, value) => `${option} 不能是“${value}”：只能用可打印的 ASCII 字符，不含空格`,
  badTarget: (text) => `“${text}”既不是 URL，也不是 HOST[:PORT]`,
  queryLost: '报告中没有查询参数的值：请求不带查询参数（可用 --path 另行指定）',
  badAddress: (text) => `“${text}”不是地址`,
  targetForms: '例如 https://www.example.com/path、www.example.com、192.0.2.1:22 或 [2001:db8::1]:443',
  tooManyArguments: '参数过多',
  missingArgument: (name) => `缺少参数 ${name}`,
  optionBefore: (option, command) => `${option} 不能写在 ${command} 之前：子命令的选项要写在它的名称之后`,
  namedTwice: (path) => `${path} 给出了两次：多个文件应当是同一次抓包的分片，或不同位置的抓包`,
  everyNeedsPoints: '--every 对照不同位置的抓包，需要两个或更多文件',
  noSuchFile: (path) => `${path}：文件不存在`,
  noSuchOnly: (value) => `--only：“${value}”不是来源、原因或结论类型`,
  onlyValues: '来源有 client、server、middlebox 和 unknown；其余见 rstrace explain',
  noSuchPage: (id) => `没有名为“${id}”的条目`,
  listPages: 'rstrace explain 列出全部条目',
  outputIsInput: (path) => `${path} 是输入的抓包文件，不会覆盖`,
  shortSecret: (path, octets) => `${path}：内容太短，不能作为密钥：至少需要 ${octets} 字节`,
  wrongIn: (path, why) => `${path}：${why}`,
  cannotRead: (path, why) => `${path}：无法读取（${why}）`,
  cannotWrite: (path, why) => `${path}：无法写入（${why}）`,
  unreadable: (name, why, position) => `${name}：${why}${position > 0 ? `（第 ${position} 字节处）` : ''}`,
  refusals: {
    EACCES: '没有权限',
    EISDIR: '它是一个目录',
    ENOENT: '目录不存在',
    ENOSPC: '磁盘已满',
    ENOTDIR: '路径中有一部分不是目录',
    EPERM: '不允许这样做',
    EROFS: '文件系统是只读的',
  },
  standardInput: '标准输入',
  onlyText: (option) => `${option} 须与 --format text 一起使用`,
  onlyPcapng: (option) => `${option} 须与 --format pcapng 一起使用`,
  secretsGo: '匿名化之后不含密钥：--keep-secrets 不能与 --anonymize 一起使用',
  notToTerminal: 'pcapng 不能输出到终端',
  outputOption: '用 -o FILE 写入文件，或通过管道输出',
  readOnce: (name) => `${name === '-' ? '标准输入' : name}只能读一次，而输出 pcapng 需要读两次`,
  saveFirst: '请先把抓包保存为文件',
  noPacketsInText: (name) => `${name} 是文本，其中没有可以写成 pcapng 的报文`,
  severalCaptures: '多个抓包文件不能写进同一个 pcapng 文件',
  nameFolder: '请用 -o FOLDER/ 指定目录，每个抓包文件在其中各得一个文件',
  noBrowser: '没有找到可以打开它的程序，请用浏览器打开该文件',
  bug: (message) =>
    `rstrace 自身的错误：${message}。请报告此问题，并附上设置 RSTRACE_DEBUG=1 后的输出；不需要提供抓包文件。`,
}
