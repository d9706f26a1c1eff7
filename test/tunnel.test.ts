/** A connection captured inside a tunnel: the inner one is analysed, the outer one is named. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyzeCapture } from '../src/core/drive.js'
import { buildReport } from '../src/core/report/build.js'
import { renderMarkdown } from '../src/core/report/markdown.js'
import type { Report } from '../src/core/report/model.js'
import { renderText } from '../src/core/report/text.js'
import * as b from './bytes.js'
import { pcap } from './capture-writers.js'

const CLIENT = { src: '10.1.0.1', dst: '10.2.0.2' }
const SERVER = { src: '10.2.0.2', dst: '10.1.0.1' }
const PORTS = { sport: 40000, dport: 443 }
const BACK = { sport: 443, dport: 40000 }

/** A refused connection, each of its packets wrapped; `around` has the layers for one that the client sent, or not. */
function refused(around: (fromClient: boolean) => b.Layer[]): Report {
  const syn = b.frame(...around(true), b.ipv4(CLIENT), b.tcp({ ...PORTS, flags: 'S', seq: 100 }))
  const rst = b.frame(...around(false), b.ipv4(SERVER), b.tcp({ ...BACK, flags: 'RA', seq: 0, ack: 101 }))
  return buildReport([analyzeCapture(pcap([syn, rst]), 'refused.pcap')], 'en')
}

const underlay = (fromClient: boolean, ...layers: b.Layer[]): b.Layer[] => [
  b.ethernet(),
  b.ipv4(fromClient ? { src: '192.0.2.1', dst: '192.0.2.9' } : { src: '192.0.2.9', dst: '192.0.2.1' }),
  ...layers,
]

describe('a connection inside', () => {
  it('VXLAN is reported with the inner addresses, and the tunnel beside them', () => {
    const { findings } = refused((fromClient) => underlay(fromClient, b.udp(), b.vxlan(), b.ethernet()))
    assert.equal(findings.length, 1)
    const { client, tunnel } = findings[0].connection
    assert.equal(client.address, '10.1.0.1')
    assert.deepEqual(tunnel, { protocols: ['vxlan'], client: '192.0.2.1', server: '192.0.2.9' })
  })

  it('GRE inside IP names the tunnel where people read it', () => {
    const report = refused((fromClient) => underlay(fromClient, b.gre()))
    const words = /in GRE 192\.0\.2\.1 > 192\.0\.2\.9/
    assert.match(renderText(report), words)
    assert.match(renderMarkdown(report), words)
  })

  it('PPPoE has no outer addresses', () => {
    const { findings } = refused(() => [b.ethernet(), b.pppoe(), b.ppp()])
    assert.deepEqual(findings[0].connection.tunnel?.protocols, ['pppoe'])
    assert.equal(findings[0].connection.tunnel?.client, undefined)
  })

  it('nothing says nothing of tunnels', () => {
    const report = refused(() => [b.ethernet()])
    assert.equal('tunnel' in report.findings[0].connection, false)
  })
})
