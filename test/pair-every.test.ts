/** Every connection of two captures compared, healthy ones too: what is counted, and what is kept of it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../src/core/index.js'
import { readStory } from './story.js'
import { capturesOf } from './story-laws.js'
import { stage } from './story-stage.js'

const healthy = (port: number, answer: string) => `connection ${port}
client 10.0.0.2:${port} ttl 64
+1ms    C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ${answer}
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
`
const TAMPERED = 'text "the price is 100 dollars" there-text "the price is 900 dollars"'

const analysed = (answers: string[], every: boolean, second = '') => {
  const connections = answers.map((answer, i) => healthy(50_000 + i, answer)).join('')
  const story = `server 203.0.113.9:80 ttl 54\nsecond hops 10 delay 10 ${second}\n${connections}+1s end`
  return analyze(capturesOf(stage(readStory('every', story))), { every })
}

describe('every connection compared', () => {
  it('counts the packets of healthy ones', () => {
    const { pairs, findings } = analysed(['data 400', 'data 500', 'data 600'], true)
    const { connections, alone, client, server } = pairs![0].every!
    assert.deepEqual([connections, alone], [3, [0, 0]])
    assert.deepEqual([client.passed, server.passed, client.unseen, server.unseen], [15, 9, 0, 0])
    assert.deepEqual(findings, [])
  })

  it('counts those that one capture holds alone', () => {
    const { pairs } = analysed(['data 400', 'data 500 here'], true)
    assert.equal(pairs![0].every!.connections, 2)
    assert.equal(pairs![0].every!.server.unseen, 1)
  })

  it('finds content that was changed in a healthy connection, which is not looked at otherwise', () => {
    const kinds = (every: boolean) => analysed(['data 400', TAMPERED], every).findings.map(({ kind }) => kind)
    assert.deepEqual(kinds(true), ['tampered-content', 'tampered-content'])
    assert.deepEqual(kinds(false), [])
  })

  it('does not take those for held by one capture alone that ask what many others ask', () => {
    const many = Array.from({ length: 700 }, (_, i) => `data ${100 + i}`)
    const { connections, alone } = analysed(many, true).pairs![0].every!
    assert.deepEqual([connections, alone], [700, [0, 0]])
  })

  it('knows a connection again whose ports and numbers were changed by what its client sent first', () => {
    const { pairs } = analysed(['data 400'], true, 'shift 123456789 4000000000 nat 198.51.100.7:40001')
    assert.deepEqual([pairs![0].every!.connections, pairs![0].every!.alone], [1, [0, 0]])
  })

  it('is left out when it is not asked for', () => {
    assert.equal(analysed(['data 400'], false).pairs![0].every, undefined)
  })
})
