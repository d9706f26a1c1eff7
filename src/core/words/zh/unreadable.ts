import { HEADERS, type Lookalike, type Unreadable } from '../../capture/unreadable.js'

/** 文件为什么无法读取。 */
export function unreadable(reason: Unreadable): string {
  switch (reason.why) {
    case 'empty':
      return `空文件；${EXPECTED}`
    case 'unrecognised': {
      const found = reason.looksLike ? `看起来是${lookalike(reason.looksLike)}` : '格式未知'
      return `${found}（开头是 ${reason.head}）；${EXPECTED}`
    }
    case 'header-cut-off':
      return `文件在 ${reason.format} 文件头中间就结束了，文件头应有 ${HEADERS[reason.format]} 字节`
    case 'pcap-version':
      return `pcap 版本 ${reason.version}，应为 2.4`
    case 'first-packet-too-long':
      return `第一个报文自称抓到 ${reason.captured} 字节，最多只可能有 ${reason.most} 字节`
    case 'section-header-length':
      return `pcapng 的 section header 块长度是 ${reason.length}，应不小于 ${HEADERS.pcapng} 且为 4 的倍数`
    case 'pcapng-version':
      return `pcapng 版本 ${reason.version}，应为 1`
    case 'record-too-large':
      return `一条记录有 ${reason.size} 字节，过大，无法读取`
    case 'damaged-compression':
      return `${reason.compression} 数据已损坏，什么都解压不出来`
    case 'system':
      return `无法读取：${reason.message}`
    default:
      return STATES[reason.why]
  }
}

const EXPECTED = '需要 pcap 或 pcapng 抓包文件，或 tcpdump 打印的文本'

const STATES = {
  directory: '是目录，不是抓包文件',
  terminal: '标准输入是终端：请用管道输入抓包数据',
  'no-such-file': '文件不存在',
  'not-a-folder': '文件不存在：路径中有一段不是目录',
  denied: '没有读取权限',
} as const

const KINDS: Record<Lookalike['kind'], string> = {
  compressed: '压缩的数据，请先解压',
  archive: '压缩包，请先解包',
  capture: '抓包文件，可用 Wireshark 另存为 pcapng',
  program: '程序',
  document: '文档',
  image: '图片',
  text: '文本',
}

const lookalike = ({ kind, name }: Lookalike): string => (name ? ` ${name} ${KINDS[kind]}` : KINDS[kind])
