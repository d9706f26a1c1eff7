import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyzeCapture, compare } from '../src/core/drive.js'
import { type AnalysedPoint, buildReport } from '../src/core/report/build.js'
import { MOST_POINTS, type Series, seriesOf } from '../src/core/report/series.js'
import { pcap } from './capture-writers.js'
import { capture, ends, forgedAtHandshake, forgedAtRequest, handshake, packets, type Said } from './dialogue.js'

const pointOf = (bytes: Uint8Array): AnalysedPoint => analyzeCapture(bytes, 'a.pcap')
const seriesFor = (bytes: Uint8Array, id = '1'): Series => seriesOf([pointOf(bytes)], id)!

const columnsOf = ({ of: _, hostHopLimits: __, ...columns }: Series): unknown[][] => Object.values(columns)

/** A long download, with a forged reset after every so many of its packets. */
function longDownload(count: number, resetEvery: number): Said[] {
  const data = Array.from({ length: count }, (_, i): Said[] => {
    const at = 1 + i * 0.001
    const seq = 5001 + i * 4
    const forged: Said = { at: at + 0.0002, from: 'server', flags: 'R', seq, ttl: 85, id: 1 }
    return [
      { at, from: 'server', flags: 'A', seq, ack: 1001, id: 1000 + i, data: 'data' },
      ...(i % resetEvery === resetEvery - 1 ? [forged] : []),
    ]
  })
  return [...handshake(), ...data.flat()]
}

describe('the series of a finding', () => {
  it('holds each packet of its connection, with the reset and its trigger marked', () => {
    const series = seriesFor(capture(forgedAtRequest('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n')))
    assert.deepEqual(series.frame, [1, 2, 3, 4, 5])
    assert.deepEqual(series.capture, [0, 0, 0, 0, 0])
    assert.deepEqual(series.time, [0, 0.026, 0.02603, 0.03, 0.0305])
    assert.deepEqual(series.from, ['client', 'server', 'client', 'client', 'server'])
    assert.deepEqual(series.hopLimit, [64, 46, 64, 64, 61])
    assert.deepEqual(series.ipId, [300, 900, 301, 302, 302])
    assert.deepEqual(series.seq, [0, 0, 1, 1, 1])
    assert.deepEqual(series.ack, [null, 1, 1, 1, 36])
    assert.deepEqual(series.length, [0, 0, 0, 35, 0])
    assert.deepEqual(series.flags, ['S', 'S.', '.', 'P.', 'R.'])
    assert.deepEqual(series.mark, [null, null, null, 'trigger', 'reset'])
    assert.equal(series.of, 5)
  })

  it('belongs to the finding of that number, also where the findings lie in several captures', () => {
    const bytes = capture(forgedAtHandshake)
    const points = [pointOf(bytes), pointOf(pcap(packets(forgedAtHandshake, { ...ends, clientPort: 4000 })))]
    const report = buildReport(points, 'en', compare(points, [bytes, bytes]), 'points')
    assert.equal(report.findings.length, 4)
    for (const finding of report.findings) {
      const series = seriesOf(points, finding.id)!
      const marked = series.frame.filter((_, i) => series.mark[i] === 'reset')
      assert.deepEqual(marked, finding.frames, `finding ${finding.id}`)
      assert.ok(series.capture.every((capture) => capture === finding.capture))
    }
  })

  it('marks what an anomaly is about', () => {
    const silent: Said[] = [0, 1, 3, 7].map((at) => ({ at, from: 'client', flags: 'S', seq: 1000 }))
    const series = seriesFor(capture([...silent, { ...silent[0], at: 20, seq: 5000 }]))
    assert.ok(series.mark.includes('subject'))
    assert.ok(!series.mark.includes('reset'))
  })

  it('says how many packets the connection has when not all are kept', () => {
    const said = longDownload(3000, 1500)
    const series = seriesFor(capture(said))
    assert.equal(series.of, said.length)
    assert.ok(series.frame.length < said.length)
  })

  it('is bounded: the ends of the connection stay, every reset, and what the finding is about', () => {
    const said = longDownload(2 * MOST_POINTS, 80)
    const point = pointOf(capture(said))
    const { findings } = buildReport([point], 'en')
    const { id, frame } = findings[Math.floor(findings.length / 2)]
    const series = seriesOf([point], id)!
    assert.equal(series.frame.length, MOST_POINTS)
    assert.deepEqual(series.frame.slice(0, 3), [1, 2, 3])
    assert.equal(series.frame.at(-1), said.length)
    assert.equal(series.flags.filter((flags) => flags === 'R').length, said.filter(({ flags }) => flags === 'R').length)
    assert.equal(series.mark[series.frame.indexOf(frame)], 'reset')
    assert.ok(series.frame.every((number, i) => i === 0 || number > series.frame[i - 1]))
  })

  it('leaves out numbers that belong to no window of the connection', () => {
    const said: Said[] = [
      ...handshake(),
      { at: 0.03, from: 'server', flags: 'R', seq: 0x9000_0000, ttl: 60 },
      { at: 0.05, from: 'client', flags: 'PA', seq: 1001, ack: 5001, data: 'x' },
    ]
    assert.deepEqual(seriesFor(capture(said)).seq, [0, 0, 1, null, 1])
  })

  it('knows how far the hosts are in all their connections', () => {
    assert.deepEqual(seriesFor(capture(forgedAtHandshake)).hostHopLimits, { client: [64], server: [46] })
  })

  it('is plain data of equal columns', () => {
    const series = seriesFor(capture(forgedAtHandshake))
    assert.deepEqual(JSON.parse(JSON.stringify(series)), series)
    for (const column of columnsOf(series)) assert.equal(column.length, series.frame.length)
  })

  it('is absent for a finding that the report does not have', () => {
    const points = [pointOf(capture(forgedAtHandshake))]
    for (const id of ['0', '99', '-1', 'x', '']) assert.equal(seriesOf(points, id), undefined)
  })
})
