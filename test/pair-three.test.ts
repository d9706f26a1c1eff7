/** Three captures of one connection: their order on the path, and between which two of them a device sits. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { analyze } from '../src/core/index.js'
import { readStory } from './story.js'
import { capturesOf } from './story-laws.js'
import { stage } from './story-stage.js'

/** The story as the client's capture tells it; a second point is so far away, and holds the forged reset or not. */
const told = (hops: number, forged: string) => `server 203.0.113.9:443 ttl 54
second hops ${hops} delay ${hops}
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example
+14ms   S > C  RST-ACK ttl 57 id 0 ${forged}
+6ms    S > C  SERVERHELLO 900
+0.1ms  C > S  RST
+1s     end`

const [client, middle] = capturesOf(stage(readStory('middle', told(4, ''))))
const [, server] = capturesOf(stage(readStory('server', told(10, 'here'))))

describe('three captures', () => {
  for (const names of [
    ['client', 'middle', 'server'],
    ['server', 'client', 'middle'],
  ]) {
    const captures = names.map((name) => ({ client, middle, server })[name]!)
    const report = analyze(captures, { names })
    const at = (name: string) => report.findings.filter((f) => f.capture === names.indexOf(name))

    it(`are put into the order of the path: ${names.join(', ')}`, () => {
      assert.deepEqual(
        report.arrangement?.path?.map((index) => names[index]),
        ['client', 'middle', 'server'],
      )
      assert.match(report.arrangement!.text, /client, then middle, then server/)
    })

    it(`tell between which two the device sits: ${names.join(', ')}`, () => {
      const [forged] = at('client')
      assert.equal(forged.origin.who, 'middlebox')
      assert.deepEqual(forged.place.between, { holds: names.indexOf('middle'), lacks: names.indexOf('server') })
      const { best, min, max } = forged.place.hopsFromClient!
      assert.ok(min >= 4 && best >= min && best <= max && max <= 10, JSON.stringify({ best, min, max }))
    })

    it(`accuse it in the middle as well, and clear the client: ${names.join(', ')}`, () => {
      const whos = at('middle').map((f) => f.origin.who)
      assert.deepEqual(whos, ['middlebox', 'client'])
      assert.deepEqual(
        at('server').map((f) => f.origin.who),
        ['client'],
      )
    })
  }
})
