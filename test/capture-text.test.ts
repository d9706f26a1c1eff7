import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problems } from '../src/core/capture/problems.js'
import { textToPcap } from '../src/core/capture/tcpdump-text.js'
import { formatAddress } from '../src/core/wire/address.js'
import { tcpChecksum } from '../src/core/wire/checksum.js'
import { decode } from '../src/core/wire/decode.js'
import { Headers } from '../src/core/wire/headers.js'
import { option, viewOf } from './bytes.js'
import { type ReadPacket, readCapture } from './capture-samples.js'

/** What is shown of a packet: `10.0.0.1:40000 > 10.0.0.2:443 S seq 1 ack 0 len 0`. */
interface Shown {
  readonly ends: string
  readonly flags: number
  readonly seq: number
  readonly ack: number
  readonly window: number
  readonly length: number
  readonly hopLimit: number
  readonly id: number
  readonly time: string
  readonly options: Uint8Array
  readonly payload: string
  readonly checksum: string
}

const [FIN, SYN, RST, PSH, ACK] = [1, 2, 4, 8, 16]

function shown(packet: ReadPacket): Shown {
  const bytes = Uint8Array.from(packet.bytes)
  const view = viewOf(bytes)
  const headers = new Headers()
  decode(view, 0, bytes.length, packet.linkType, headers)
  const { ipOffset: ip, payloadOffset: tcp, ipVersion } = headers
  const size = ipVersion === 4 ? 4 : 16
  const [source, destination] = [ip + (ipVersion === 4 ? 12 : 8), ip + (ipVersion === 4 ? 16 : 24)]
  const end = (at: number, port: number) => `${formatAddress(view, at, ipVersion)} ${view.getUint16(port)}`
  assert.equal(destination - source, size)
  const headerLength = (bytes[tcp + 12] >> 4) * 4
  return {
    ends: `${end(source, tcp)} > ${end(destination, tcp + 2)}`,
    flags: bytes[tcp + 13],
    seq: view.getUint32(tcp + 4),
    ack: view.getUint32(tcp + 8),
    window: view.getUint16(tcp + 14),
    length: headers.payloadLength - headerLength,
    hopLimit: headers.hopLimit,
    id: headers.ipId,
    time: packet.time,
    options: bytes.subarray(tcp + 20, tcp + headerLength),
    payload: String.fromCharCode(...bytes.subarray(tcp + headerLength)),
    checksum: tcpChecksum(view, headers),
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const readText = (text: string) => readCapture(encode(text))
const show = (text: string): Shown[] => readText(text).packets.map(shown)
const numbers = (text: string) => show(text).map(({ seq, ack, length }) => [seq, ack, length])
const outline = (text: string) => show(text).map(({ ends, flags, seq, ack }) => [ends, flags, seq, ack])

const ONE_LINE = `
10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [S], seq 3000000000, win 64240, options [mss 1460,sackOK,TS val 5 ecr 0,nop,wscale 7], length 0
10:00:00.010002 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [S.], seq 100, ack 3000000001, win 65160, options [mss 1400], length 0
10:00:00.010102 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [.], ack 1, win 502, length 0
10:00:00.010202 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 1:518, ack 1, win 502, length 517
10:00:00.010902 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [R.], seq 1, ack 518, win 0, length 0
10:00:00.011902 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [R], seq 101, win 0, length 0
`
const ABSOLUTE = [
  [3_000_000_000, 0, 0],
  [100, 3_000_000_001, 0],
  [3_000_000_001, 101, 0],
  [3_000_000_001, 101, 517],
  [101, 3_000_000_518, 0],
  [101, 0, 0],
]

test('one line a packet: ends, flags, absolute numbers, window, times of day', () => {
  const packets = show(ONE_LINE)
  assert.deepEqual(
    packets.map(({ seq, ack, length }) => [seq, ack, length]),
    ABSOLUTE,
  )
  assert.equal(packets[0].ends, '10.0.0.1 40000 > 10.0.0.2 443')
  assert.deepEqual(
    packets.map(({ flags }) => flags),
    [SYN, SYN | ACK, ACK, PSH | ACK, RST | ACK, RST],
  )
  assert.deepEqual(
    packets.map(({ window }) => window),
    [64240, 65160, 502, 502, 0, 0],
  )
  assert.deepEqual(
    packets.map(({ hopLimit }) => hopLimit),
    [0, 0, 0, 0, 0, 0],
  )
  assert.equal(packets[5].time, '36000.011902000')
  assert.ok(packets.every(({ checksum }) => checksum === 'good'))
})

test('options that are printed are rebuilt', () => {
  const [syn] = show(ONE_LINE)
  const expected = [
    option.mss(1460),
    option.sackPermitted(),
    option.timestamps(5, 0),
    option.nop(),
    option.windowScale(7),
  ]
  assert.deepEqual(
    [...syn.options],
    expected.flatMap((one) => [...one]),
  )
  const [odd] = show(
    'IP 1.1.1.1.1 > 2.2.2.2.2: Flags [S], seq 1, win 1, options [unknown-76 0x0101,tfo  cookie 0a0b,mptcp 4 tcprst,bad], length 0',
  )
  assert.deepEqual([...odd.options], [76, 4, 1, 1, 34, 4, 10, 11, 30, 4, 0x80, 0])
})

test('SACK blocks are absolute again', () => {
  const sack =
    'IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [.], ack 1, win 5, options [nop,nop,sack 1 {1449:2897}], length 0\n'
  const withoutTimes = ONE_LINE.trim().replace(/^\S+ /gm, '').split('\n').slice(0, 4).join('\n')
  const options = show(`${withoutTimes}\n${sack}`).at(-1)!.options
  assert.deepEqual([...options], [1, 1, ...option.sack([100 + 1449, 100 + 2897])])
})

test('-v: the header in its own line', () => {
  const [packet, reset] = show(`
10:00:00.000001 IP (tos 0x10,ECT(0), ttl 57, id 4711, offset 0, flags [DF], proto TCP (6), length 92)
    10.0.0.1.40000 > 10.0.0.2.22: Flags [P.], cksum 0x1234 (correct), seq 5000000:5000040, ack 7000000, win 502, length 40
10:00:00.000002 IP (tos 0x0, ttl 121, id 0, offset 0, flags [none], proto TCP (6), length 40)
    10.0.0.2.22 > 10.0.0.1.40000: Flags [R], cksum 0xbeef (incorrect -> 0xfeed), seq 7000000, win 0, length 0
`)
  assert.deepEqual([packet.hopLimit, packet.id, packet.seq, packet.checksum], [57, 4711, 5_000_000, 'good'])
  assert.deepEqual([reset.hopLimit, reset.id, reset.checksum], [121, 0, 'bad'])
})

test('-v: the head of an HTTP message is in the payload', () => {
  const [request, line] = show(`
10:00:00.000001 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 93)
    10.0.0.1.4000 > 10.0.0.2.80: Flags [P.], cksum 0x0000 (correct), seq 1:54, ack 1, win 5, length 53: HTTP, length: 53
	GET /x HTTP/1.1
	Host: www.example.com

10:00:00.000002 IP 10.0.0.1.4000 > 10.0.0.2.80: Flags [P.], seq 54:154, ack 1, win 5, length 100: HTTP: GET /y HTTP/1.1
`)
  assert.match(request.payload, /^GET \/x HTTP\/1\.1\r\nHost: www\.example\.com\r\n/)
  assert.equal(request.payload.length, 53)
  assert.equal(line.payload, `GET /y HTTP/1.1\r\n${'\0'.repeat(83)}`)
})

test('IPv6, with and without -v', () => {
  const [plain, verbose] = show(`
10:00:00.000001 IP6 2001:db8::1.40000 > 2001:db8::2.443: Flags [S], seq 1, win 2, length 0
10:00:00.000002 IP6 (class 0x02, flowlabel 0x12345, hlim 55, next-header TCP (6) payload length: 20) 2001:db8::2.443 > 2001:db8::1.40000: Flags [R.], cksum 0x0000 (correct), seq 0, ack 2, win 0, length 0
`)
  assert.deepEqual([plain.ends, plain.hopLimit], ['2001:db8::1 40000 > 2001:db8::2 443', 0])
  assert.deepEqual([verbose.hopLimit, verbose.flags, verbose.checksum], [55, RST | ACK, 'good'])
})

test('-e, on an interface or on "any"', () => {
  const packets = outline(`
10:00:00.000001 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 74: 10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 7, win 1, length 0
10:00:00.000002 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1Q (0x8100), length 78: vlan 9, p 0, ethertype IPv4 (0x0800), 10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 8, win 1, length 0
10:00:00.000003 eth0  Out IP 10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 9, win 1, length 0
10:00:00.000004 eth0  In  ifindex 2 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 80: 10.0.0.2.2 > 10.0.0.1.1: Flags [R.], seq 0, ack 8, win 0, length 0
`)
  const [out, back] = ['10.0.0.1 1 > 10.0.0.2 2', '10.0.0.2 2 > 10.0.0.1 1']
  assert.deepEqual(packets, [
    [out, SYN, 7, 0],
    [out, SYN, 8, 0],
    [out, SYN, 9, 0],
    [back, RST | ACK, 0, 8],
  ])
})

test('the kinds of time stamps', () => {
  const line = 'IP 10.0.0.1.1 > 10.0.0.2.2: Flags [S], seq 7, win 1, length 0'
  const times = (...stamps: string[]) =>
    show(stamps.map((stamp) => `${stamp} ${line}`).join('\n')).map(({ time }) => time)
  assert.deepEqual(times('2024-02-29 23:59:59.000001'), ['1709251199.000001000'])
  assert.deepEqual(times('1709251199.123456', '1709251200.123456789'), ['1709251199.123456000', '1709251200.123456789'])
  assert.deepEqual(times('23:59:59.500000', '00:00:00.500000'), ['86399.500000000', '86400.500000000'])
  assert.deepEqual(times(' 00:00:00.000000', ' 00:00:01.700000', ' 00:00:00.400000'), [
    '0.000000000',
    '1.700000000',
    '2.100000000',
  ])
  assert.deepEqual(times(' 00:00:00.000000', ' 00:00:01.700000', ' 00:00:02.400000'), [
    '0.000000000',
    '1.700000000',
    '2.400000000',
  ])
  assert.deepEqual(times(' 00:00:00.000000', ' 00:00:01.000000', '-00:00:00.250000'), [
    '0.000000000',
    '1.000000000',
    '0.750000000',
  ])
})

test('no time stamps: every time is zero, and a quoted packet is no packet', () => {
  const { packets } = readText(`
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)
    10.0.0.1.4000 > 10.0.0.2.80: Flags [S], cksum 0x0000 (correct), seq 1234567, win 5, length 0
IP (tos 0x0, ttl 60, id 2, offset 0, flags [none], proto ICMP (1), length 68)
    10.0.0.9 > 10.0.0.1: ICMP 10.0.0.2 tcp port 80 unreachable, length 48
	IP (tos 0x0, ttl 63, id 1, offset 0, flags [DF], proto TCP (6), length 40)
    10.0.0.1.4000 > 10.0.0.2.80: Flags [S], cksum 0x0000 (correct), seq 1234567, win 5, length 0
`)
  assert.deepEqual(
    packets.map(({ time }) => time),
    ['0.000000000', '0.000000000'],
  )
  const [, icmp] = packets
  assert.deepEqual(icmp.bytes.slice(20, 22), [3, 3])
  const quoted = viewOf(Uint8Array.from(icmp.bytes.slice(28)))
  assert.deepEqual(
    [quoted.getUint8(8), quoted.getUint16(20), quoted.getUint16(22), quoted.getUint32(24)],
    [63, 4000, 80, 1234567],
  )
})

test('host and service names, the same address for the same name in every text', () => {
  const line = (from: string, to: string) => `10:00:00.000001 IP ${from} > ${to}: Flags [R], seq 1, win 0, length 0\n`
  const { packets, feed, problems } = readText(
    line('app.lan.40000', 'db.example.com.mysql') + line('db.example.com.https', 'app.lan.ssh'),
  )
  const [first, second] = packets.map(shown)
  const addressOf = new Map([...(feed.parser?.names ?? [])].map(([address, name]) => [name, address]))
  const [app, db] = [addressOf.get('app.lan'), addressOf.get('db.example.com')]
  assert.equal(first.ends, `${app} 40000 > ${db} 3306`)
  assert.equal(second.ends, `${db} 443 > ${app} 22`)
  assert.match(
    `${app} ${db}`,
    /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+ (?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/,
  )
  assert.deepEqual(
    problems.map(({ kind, count }) => [kind, count]),
    [['stand-in-address', 2]],
  )
  const other = readText(line('db.example.com.1', 'somebody.else.2')).feed.parser?.names
  assert.equal(other?.get(String(db)), 'db.example.com')
})

test('quoted in a mail, wrapped at spaces or anywhere, with prose around it', () => {
  const width = 70
  const atSpaces = (line: string) => line.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n').trim()
  const anywhere = (line: string) => line.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')
  for (const wrap of [atSpaces, anywhere]) {
    const wrapped = ONE_LINE.trim().split('\n').map(wrap).join('\n').replace(/^/gm, '> ')
    const mail = `Hello,\nIP traffic to the server is reset:\n\n${wrapped}\n> ^C\n> 6 packets captured\n\nRegards`
    assert.deepEqual(numbers(mail), ABSOLUTE)
  }
})

test('Windows line ends, and UTF-16 as PowerShell writes it', () => {
  const text = ONE_LINE.replaceAll('\n', '\r\n')
  assert.deepEqual(numbers(text), ABSOLUTE)
  const utf16 = Uint8Array.from([0xff, 0xfe, ...Array.from(text).flatMap((c) => [c.charCodeAt(0), 0])])
  assert.equal(readCapture(utf16).packets.length, 6)
})

test('-S: numbers that are absolute already', () => {
  assert.deepEqual(
    numbers(`
10:00:00.1 never a packet
10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [S], seq 3000000000, win 1, length 0
10:00:00.000002 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [S.], seq 2000000000, ack 3000000001, win 1, length 0
10:00:00.000003 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [.], ack 2000000001, win 1, length 0
10:00:00.000004 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 3000000001:3000000011, ack 2000000001, win 1, length 10
10:00:00.000005 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [R.], seq 0, ack 3000000011, win 1, length 0
`).slice(2),
    [
      [3_000_000_001, 2_000_000_001, 0],
      [3_000_000_001, 2_000_000_001, 10],
      [0, 3_000_000_011, 0],
    ],
  )
})

test('a text that begins in the middle of a connection, in relative numbers', () => {
  assert.deepEqual(
    numbers(`
10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 1:101, ack 1, win 1, length 100
10:00:00.000002 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 1:101, ack 1, win 1, length 100
10:00:00.000003 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [.], ack 101, win 1, length 0
10:00:00.000004 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [R.], seq 1, ack 101, win 1, length 0
`),
    [
      [1, 1, 100],
      [1, 1, 100],
      [1, 101, 0],
      [1, 101, 0],
    ],
  )
})

test('a text that begins in the middle of a connection, as tcpdump prints it', () => {
  assert.deepEqual(
    numbers(`
10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 3000000000:3000000100, ack 2000000000, win 1, length 100
10:00:00.000002 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [P.], seq 1:11, ack 100, win 1, length 10
10:00:00.000003 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [F.], seq 100, ack 11, win 1, length 0
10:00:00.000004 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [R], seq 2000000010, win 1, length 0
`),
    [
      [3_000_000_000, 2_000_000_000, 100],
      [2_000_000_000, 3_000_000_100, 10],
      [3_000_000_100, 2_000_000_010, 0],
      [2_000_000_010, 0, 0],
    ],
  )
})

test('a challenge ACK after a new SYN is in the numbers of the old connection', () => {
  const text = `${ONE_LINE.trim().split('\n').slice(0, 3).join('\n')}
10:05:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [S], seq 1700000000, win 64240, length 0
10:05:00.000002 IP 10.0.0.2.443 > 10.0.0.1.40000: Flags [.], ack 1, win 502, length 0`
  assert.deepEqual(numbers(text).at(-1), [101, 3_000_000_001, 0])
})

test('every packet has its frame number, whatever it is; a line that breaks off is a problem', () => {
  const { packets, problems } = readText(`
10:00:00.000001 ARP, Request who-has 10.0.0.1 tell 10.0.0.2, length 28
10:00:00.000002 IP 10.0.0.1.5353 > 10.0.0.2.53: 1234+ A? example.com. (29)
10:00:00.000003 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 9, length 64
10:00:00.000004 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [P.], seq 1:101, ack
10:00:00.000005 IP 10.0.0.1.40000 > 10.0.0.2.443: Flags [R], seq 101, win 0, length 0
`)
  assert.equal(packets.length, 5)
  assert.deepEqual(packets[2].bytes.slice(20, 28), [8, 0, ...packets[2].bytes.slice(22, 24), 0, 7, 0, 9])
  assert.equal(packets[2].original, 84)
  assert.deepEqual([shown(packets[4]).seq, shown(packets[4]).flags], [101, RST])
  assert.deepEqual(
    problems.map(({ kind, count, firstFrame }) => [kind, count, firstFrame]),
    [['unreadable-line', 1, 4]],
  )
})

test('a text gives the same packets in pieces of one byte, and positions are those of the pcap', () => {
  const text = encode(ONE_LINE)
  const { packets, feed } = readCapture(text, [1])
  assert.deepEqual(packets, readCapture(text).packets)
  assert.deepEqual(feed.replayBytes, textToPcap(ONE_LINE, new Problems()))
  const { position } = packets[3]
  const bytes = feed.replayBytes!
  const again: ReadPacket[] = []
  const sink = { packet: () => void again.push(packets[3]) }
  assert.ok(feed.parser!.replay(bytes, viewOf(bytes), position, bytes.length, position, sink))
  assert.equal(again.length, 1)
  assert.equal(FIN, 1)
})

test('texts that only look like it are refused', () => {
  for (const text of [
    'IP address > 5: no',
    'tcpdump -n host 10.0.0.1',
    'a > b',
    '10:00:00.000001 read(3) = -1 ECONNRESET',
  ])
    assert.throws(() => readText(text), { name: 'CaptureError' })
})

test('payloads stop being written out once they fill tens of megabytes', () => {
  const line = (i: number) =>
    `10:00:00.000001 IP 1.1.1.1.1 > 2.2.2.2.2: Flags [.], seq ${i}, ack 1, win 1, length 60000\n`
  const text = Array.from({ length: 1500 }, (_, i) => line(i)).join('')
  assert.ok(textToPcap(text, new Problems()).length < 80_000_000)
})
