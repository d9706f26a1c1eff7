/** The captures of examples/ and what rstrace must say of them. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { analyze } from '../src/core/index.js'
import type { Finding } from '../src/core/report/model.js'
import { type Expected, LARGEST_EXAMPLE } from './lab/example-choices.js'

const folder = fileURLToPath(new URL('../../examples', import.meta.url))
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const captures = readdirSync(folder).filter((name) => name.endsWith('.pcap') && !name.startsWith('article'))

describe('examples', () => {
  for (const [name, answer] of Object.entries(expected)) {
    it(name, () => {
      const { findings } = analyze(bytesOf(name), { names: [name] })
      const { frame, origin, causes } = answer
      const found = findings.find((f) => f.kind === 'reset' && [f.frame, ...f.frames].includes(frame))
      assert.ok(found, `no finding on frame ${frame}`)
      assert.equal(found.origin.who, origin)
      assert.ok(causes.includes(found.cause.id as (typeof causes)[number]), `${found.cause.id} is none of ${causes}`)
      assert.equal(found.severity, answer.severity)
      assertTrigger(found, answer.trigger)
    })
  }

  it('are all expected, and small', () => {
    assert.deepEqual(captures.sort(), Object.keys(expected).sort())
    const sizes = captures.map((name) => bytesOf(name).length)
    assert.ok(Math.max(...sizes) <= LARGEST_EXAMPLE)
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 400_000)
  })

  it('name no host outside example.com', () => {
    for (const name of captures) {
      const text = Buffer.from(bytesOf(name)).toString('latin1')
      const names = text.match(/[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|cn|io|de)\b/gi) ?? []
      assert.deepEqual(
        names.filter((host) => !/(^|\.)example\.com$/i.test(host)),
        [],
        name,
      )
    }
  })
})

/** The packet that set it off is named, or another copy of it; where none did, or it was not seen, none is. */
function assertTrigger({ trigger }: Finding, wanted: number[]): void {
  const named = [trigger.frame, ...(trigger.orFrames ?? [])].filter((frame) => frame !== undefined)
  if (wanted.length === 0) assert.ok(['none', 'idle', 'unknown'].includes(trigger.kind), `set off by ${named}`)
  else
    assert.ok(
      named.some((frame) => wanted.includes(frame)),
      `${named} is none of ${wanted}`,
    )
}
