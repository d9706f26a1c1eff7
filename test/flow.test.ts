/** The flow table, the history and the choice of frames against models that are slow and plain. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { CaptureFeed } from '../src/core/capture/feed.js'
import { Problems } from '../src/core/capture/problems.js'
import { History } from '../src/core/flow/history.js'
import { Scan } from '../src/core/flow/scan.js'
import { select } from '../src/core/flow/suspects.js'
import { Flow, type FlowAddresses, FlowBit, FlowTable, STRIDE } from '../src/core/flow/table.js'
import { decode } from '../src/core/wire/decode.js'
import { Headers } from '../src/core/wire/headers.js'
import * as b from './bytes.js'
import { pcap } from './capture-writers.js'

// The table ----------------------------------------------------------------------------------------------------------

/** One end of a packet. Small IPv4 addresses collide with the numbers that IPv6 ones are given. */
interface End {
  address: string
  port: number
}

const end = (version: 4 | 6, addresses: number): fc.Arbitrary<End> =>
  fc.record({
    address: fc
      .integer({ min: 0, max: addresses - 1 })
      .map((n) => (version === 4 ? `0.0.${n >> 8}.${n & 255}` : `fd00::${n.toString(16)}`)),
    port: fc.constantFrom(1, 2, 40_000, 65_535),
  })

type Action =
  | { do: 'packet' | 'peek'; version: 4 | 6; from: End; to: End }
  | { do: 'restart'; which: number }
  | { do: 'sweep'; every: number; at: number }

const action = (addresses: number): fc.Arbitrary<Action> => {
  const packet = (version: 4 | 6, what: 'packet' | 'peek') =>
    fc.record({
      do: fc.constant(what),
      version: fc.constant(version),
      from: end(version, addresses),
      to: end(version, addresses),
    })
  return fc.oneof(
    { weight: 40, arbitrary: packet(4, 'packet') },
    { weight: 40, arbitrary: packet(6, 'packet') },
    { weight: 10, arbitrary: packet(4, 'peek') },
    { weight: 10, arbitrary: packet(6, 'peek') },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('restart' as const), which: fc.nat() }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('sweep' as const), every: fc.integer({ min: 1, max: 5 }), at: fc.nat(4) }),
    },
  )
}

interface Known {
  flow: number
  mark: number
  addresses: FlowAddresses
  low: End
}

/** The table beside a `Map` that says what must be in it. */
class Pair {
  readonly table: FlowTable
  private readonly known = new Map<string, Known>()
  private marks = 0

  constructor(capacity: number) {
    this.table = new FlowTable(capacity)
  }

  run(a: Action): void {
    if (a.do === 'restart') this.restart(a.which)
    else if (a.do === 'sweep') this.sweep(a.every, a.at)
    else if (a.do === 'peek') this.peek(a)
    else this.packet(a)
    assert.equal(this.table.size, this.known.size)
  }

  private packet({ version, from, to }: { version: 4 | 6; from: End; to: End }): void {
    const { table } = this
    const flow = table.find(...located(version, from, to))
    const key = keyOf(version, from, to)
    const known = this.known.get(key)
    assert.equal(table.isNew, known === undefined)
    if (known) this.meet(known, flow, from, to)
    else this.remember(key, flow, table.direction === 0 ? from : to, version)
  }

  private meet(known: Known, flow: number, from: End, to: End): void {
    const { table } = this
    assert.equal(flow, known.flow)
    assert.equal(table.records[flow + Flow.stream], known.mark)
    const same = from.address === to.address && from.port === to.port
    assert.equal(table.direction, same || isEnd(from, known.low) ? 0 : 1)
  }

  private remember(key: string, flow: number, low: End, version: 4 | 6): void {
    const mark = ++this.marks
    this.table.records[flow + Flow.stream] = mark
    const addresses = this.table.addresses(flow)
    assert.equal(addresses.ipVersion, version)
    assert.deepEqual([addresses.low, addresses.lowPort], [wordsOf(low.address), low.port])
    this.known.set(key, { flow, mark, addresses, low })
  }

  private peek({ version, from, to }: { version: 4 | 6; from: End; to: End }): void {
    const [view, ipOffset] = located(version, from, to)
    const flow = this.table.peekPorts(view, ipOffset, version, from.port, to.port)
    assert.equal(flow, this.known.get(keyOf(version, from, to))?.flow ?? -1)
  }

  private restart(which: number): void {
    const all = [...this.known.values()]
    if (all.length === 0) return
    const known = all[which % all.length]
    this.table.records.fill(7, known.flow + Flow.bits + 1, known.flow + STRIDE)
    this.table.restart(known.flow)
    const { records } = this.table
    const bits = records[known.flow + Flow.bits]
    assert.equal(bits, FlowBit.held | (known.addresses.ipVersion === 6 ? FlowBit.ipv6 : 0))
    assert.ok(records.subarray(known.flow + Flow.bits + 1, known.flow + STRIDE).every((word) => word === 0))
    known.mark = ++this.marks
    records[known.flow + Flow.stream] = known.mark
  }

  private sweep(every: number, at: number): void {
    const visited = new Set<number>()
    this.table.sweep((flow) => {
      visited.add(flow)
      return (this.table.records[flow + Flow.stream] + at) % every !== 0
    })
    assert.equal(visited.size, this.known.size)
    for (const [key, { mark }] of this.known) if ((mark + at) % every === 0) this.known.delete(key)
    for (const { flow, addresses } of this.known.values()) assert.deepEqual(this.table.addresses(flow), addresses)
  }
}

const isEnd = (a: End, b: End): boolean => a.address === b.address && a.port === b.port

const keyOf = (version: number, a: End, b: End): string =>
  `${version} ${[`${a.address} ${a.port}`, `${b.address} ${b.port}`].sort().join(' ')}`

/** A packet's addresses and ports where the table looks for them, not at the beginning of the buffer. */
function located(version: 4 | 6, from: End, to: End): [DataView, number, number, number] {
  const ends = [from, to].map((e) => b.address(e.address))
  const bytes = b.bytes(b.zeros(3 + (version === 4 ? 12 : 8)), ...ends, b.u16(from.port), b.u16(to.port))
  return [b.viewOf(bytes), 3, version, bytes.length - 4]
}

function wordsOf(address: string): Uint32Array {
  const view = b.viewOf(b.address(address))
  return Uint32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getUint32(4 * i))
}

test('the table finds what a map finds, through thousands of packets, restarts and sweeps', () => {
  const actions = fc.array(action(40), { minLength: 500, maxLength: 4000, size: 'max' })
  fc.assert(
    fc.property(actions, fc.constantFrom(1, 2, 64), (all, capacity) => {
      const pair = new Pair(capacity)
      for (const each of all) pair.run(each)
    }),
    { numRuns: 15 },
  )
})

test('IPv6 addresses are forgotten and numbered again when their connections are gone', () => {
  const pair = new Pair(16)
  const at = (n: number): End => ({ address: `2001:db8::${n.toString(16)}`, port: 443 })
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 3000; n++) pair.run({ do: 'packet', version: 6, from: at(7000 * round + n), to: at(n + 1) })
    pair.run({ do: 'sweep', every: 2, at: round & 1 })
    pair.run({ do: 'sweep', every: 3, at: 0 })
    pair.run({ do: 'sweep', every: 5, at: 1 })
    for (let n = 0; n < 3000; n += 7) pair.run({ do: 'packet', version: 6, from: at(n + 1), to: at(7000 * round + n) })
  }
})

// The history --------------------------------------------------------------------------------------------------------

const GIB = 2 ** 30

/** Packets as the scan notes them: which connection, and how far behind the last record. */
const noted = fc.record({
  connection: fc.integer({ min: 0, max: 5 }),
  step: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 16, max: 1500 }) },
    { weight: 1, arbitrary: fc.integer({ min: GIB, max: 9 * GIB }) },
  ),
})

function checkHistory(packets: { connection: number; step: number }[], capacity: number): void {
  const history = new History(capacity)
  const last = new Map<number, number>()
  const own = new Map<number, number[]>()
  const positions = [0]
  let position = 24
  packets.forEach(({ connection, step }, i) => {
    history.add(i + 1, position)
    history.link(i + 1, last.get(connection) ?? 0)
    last.set(connection, i + 1)
    own.set(connection, [...(own.get(connection) ?? []), i + 1])
    positions.push(position)
    position += step
  })
  history.close(position)
  positions.push(position)
  const oldest = Math.max(1, packets.length - capacity + 1)
  for (const [connection, frames] of own) {
    const kept = frames.filter((frame) => frame >= oldest)
    const complete = kept.length === frames.length
    assert.deepEqual(history.frames(last.get(connection)!), { frames: kept, complete })
  }
  for (let frame = 1; frame <= packets.length; frame++) {
    const record = { position: positions[frame], length: positions[frame + 1] - positions[frame] }
    assert.deepEqual(history.record(frame), frame < oldest ? undefined : record)
  }
  assert.equal(history.record(packets.length + 1), undefined)
  assert.equal(history.record(0), undefined)
}

test('the history finds each packet of a connection, in a ring smaller than the capture and beyond 4 GiB', () => {
  const packets = fc.array(noted, { minLength: 1, maxLength: 400, size: 'max' })
  fc.assert(fc.property(packets, fc.constantFrom(16, 64, 512), checkHistory), { numRuns: 100 })
})

test('the history grows up to its capacity and not beyond', () => {
  const packets = Array.from({ length: 70_000 }, (_, i) => ({ connection: i % 1000, step: 100_000 }))
  checkHistory(packets, 1 << 15)
})

// The choice of frames -----------------------------------------------------------------------------------------------

test('of a long connection the beginning, the end and the surroundings of each mark are kept', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 1200, size: 'max' })
  fc.assert(
    fc.property(distinct, fc.array(fc.nat(1199), { maxLength: 6 }), (numbers, chosen) => {
      const frames = numbers.sort((x, y) => x - y)
      const marks = [...new Set(chosen.filter((i) => i < frames.length))].sort((x, y) => x - y)
      const near = (i: number) => marks.some((mark) => i >= mark - 60 && i < mark + 40)
      const kept = frames.filter((_, i) => frames.length <= 180 || i < 60 || i >= frames.length - 120 || near(i))
      assert.deepEqual(
        select(
          frames,
          marks.map((i) => frames[i]),
        ),
        kept,
      )
    }),
    { numRuns: 300 },
  )
})

// Stream numbers -----------------------------------------------------------------------------------------------------

interface Sent {
  client: number
  port: number
  back: boolean
  flags: string
  seq: number
  ack: number
  length: number
}

/** Packets of a few ends that use their ports again and again, in no order that a stack would choose. */
const confusion = fc.array(
  fc.record({
    client: fc.integer({ min: 1, max: 3 }),
    port: fc.constantFrom(40_000, 40_001),
    back: fc.boolean(),
    flags: fc.constantFrom('S', 'S', 'SA', 'A', 'A', 'PA', 'FA', 'R', 'RA', 'SF', 'SR', ''),
    seq: fc.constantFrom(0, 1, 1000, 0xffff_ffff),
    ack: fc.constantFrom(1, 1001),
    length: fc.constantFrom(0, 0, 1, 500),
  }),
  { minLength: 1500, maxLength: 1500, size: 'max' },
)

/** What one use of a port consists of: how it begins and ends, and whether it takes the number of the one before. */
const use = fc.record({
  client: fc.integer({ min: 1, max: 4 }),
  port: fc.constantFrom(40_000, 40_001),
  begins: fc.constantFrom('SYN', 'SYN twice', 'SYN', 'in mid-stream'),
  ends: fc.constantFrom('FIN', 'RST', 'client RST', 'nothing'),
  initial: fc.constantFrom(1000, 50_000, 0xffff_fff0),
})

/** The packets of one use of a port, its client heard first. */
function played({
  client,
  port,
  begins,
  ends,
  initial,
}: typeof use extends fc.Arbitrary<infer Use> ? Use : never): Sent[] {
  const c = (flags: string, seq: number, ack: number, length = 0): Sent => ({
    client,
    port,
    back: false,
    flags,
    seq: (initial + seq) >>> 0,
    ack,
    length,
  })
  const s = (flags: string, seq: number, length = 0): Sent => ({
    client,
    port,
    back: true,
    flags,
    seq: 9000 + seq,
    ack: (initial + 101) >>> 0,
    length,
  })
  const opening =
    begins === 'in mid-stream'
      ? []
      : [c('S', 0, 0), ...(begins === 'SYN twice' ? [c('S', 0, 0)] : []), { ...s('SA', 0), ack: (initial + 1) >>> 0 }]
  const endings: Record<string, Sent[]> = {
    FIN: [s('FA', 201), c('FA', 101, 9202), s('A', 202)],
    RST: [s('RA', 201)],
    'client RST': [c('R', 101, 0)],
    nothing: [],
  }
  return [...opening, c('PA', 1, 9001, 100), s('PA', 1, 200), ...endings[ends]]
}

const capturedAll = (packets: Sent[]): Uint8Array =>
  pcap(packets.map((p, i) => ({ bytes: framed(p), seconds: 1_700_000_000, nanoseconds: i * 1000 })))

function framed(p: Sent): Uint8Array {
  const [client, server] = [`10.0.0.${p.client}`, '10.0.0.2']
  const ends = p.back ? { src: server, dst: client } : { src: client, dst: server }
  const ports = p.back ? { sport: 443, dport: p.port } : { sport: p.port, dport: 443 }
  return b.frame(
    b.ethernet(),
    b.ipv4(ends),
    b.tcp({ ...ports, flags: p.flags, seq: p.seq, ack: p.ack }),
    b.zeros(p.length),
  )
}

/** The stream number of each packet, as the scan gives it when the packet is read. */
function streamsOf(capture: Uint8Array): number[] {
  const problems = new Problems()
  const scan = new Scan(problems)
  const headers = new Headers()
  const streams: number[] = []
  const feed = new CaptureFeed(
    {
      packet(raw) {
        scan.packet(raw)
        decode(raw.view, raw.offset, raw.captured, raw.interface.linkType, headers)
        const flow = scan.table.find(raw.view, headers.ipOffset, headers.ipVersion, headers.payloadOffset)
        streams.push(scan.table.records[flow + Flow.stream])
      },
    },
    problems,
  )
  feed.push(capture)
  feed.end()
  return streams
}

function streamsByTshark(capture: Uint8Array): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'streams-'))
  try {
    const file = join(folder, 'capture.pcap')
    writeFileSync(file, capture)
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    return execFileSync('tshark', ['-r', file, '-T', 'fields', '-e', 'tcp.stream'], { encoding: 'utf8', stdio })
      .trim()
      .split('\n')
      .map(Number)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function hasTshark(): boolean {
  try {
    execFileSync('tshark', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Hands captures to `compare` where tshark is installed; where it is not, fails in CI and says elsewhere that it was not tried. */
function besideTshark(name: string, compare: () => void): void {
  test(name, (t) => {
    if (hasTshark()) return compare()
    assert.ok(!process.env['CI'], 'tshark is not installed')
    t.skip('left out: tshark is not installed')
  })
}

besideTshark('stream numbers are those of Wireshark when ports are used again', () => {
  const uses = fc.sample(fc.array(use, { minLength: 300, maxLength: 300, size: 'max' }), { seed: 11, numRuns: 1 })[0]
  const capture = capturedAll(uses.flatMap(played))
  const streams = streamsOf(capture)
  assert.ok(Math.max(...streams) > 100, 'ports were used again')
  assert.deepEqual(streams, streamsByTshark(capture))
})

besideTshark('stream numbers are those of Wireshark, whatever comes in whatever order', () => {
  for (const packets of fc.sample(confusion, { seed: 7, numRuns: 2 })) {
    const capture = capturedAll(packets)
    assert.deepEqual(streamsOf(capture), streamsByTshark(capture))
  }
})
