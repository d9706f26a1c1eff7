/** The experiments that the advice names: commands that run as they stand, whatever the capture calls its hosts. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Advice } from '../src/core/report/model.js'
import { locate, probe } from '../src/core/words/commands.js'
import type { Scene } from '../src/core/words/types.js'
import { reportFiles } from '../src/node/index.js'
import { readTarget } from '../src/probe/request.js'

const example = (name: string): string => fileURLToPath(new URL(`../../examples/${name}.pcap`, import.meta.url))

const scene = (change: Partial<Scene> = {}): Scene => ({
  client: { address: '10.0.0.2', port: 40_000 },
  server: { address: '192.0.2.10', port: 443 },
  ipVersion: 4,
  accused: 'server',
  receiver: 'client',
  vantage: 'client',
  name: 'www.a.test',
  tls: true,
  frame: String,
  ...change,
})

/** The words that a shell makes of a command. */
function shellWords(command: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
  return stdout.split('\0').slice(0, -1)
}

describe('the experiments in the advice', () => {
  it('make the request of the finding again, at the same address', () => {
    assert.equal(probe(scene()), 'rstrace probe https://www.a.test/ --address 192.0.2.10')
    const http = { tls: false, server: { address: '192.0.2.10', port: 8080 }, path: '/a?key=…' }
    assert.equal(locate(scene(http)), 'rstrace locate http://www.a.test:8080/a --address 192.0.2.10')
    assert.equal(probe(scene({ name: undefined })), 'rstrace probe 192.0.2.10:443')
    const six = scene({ name: undefined, server: { address: '2001:db8::1', port: 22 }, ipVersion: 6 })
    assert.equal(probe(six), "rstrace probe '[2001:db8::1]:22'")
  })

  it('stay one command with one target, whatever the names contain', () => {
    const hostile = ["a'; reboot #", '$(reboot)', '`reboot`', '-o/etc/passwd', 'a b', 'a\nb', 'a@b', 'a/../b']
    const name = fc.oneof(fc.constantFrom(...hostile), fc.string())
    fc.assert(
      fc.property(name, fc.string(), fc.boolean(), (host, rest, tls) => {
        const command = probe(scene({ name: host, tls, path: `/${rest}` }))
        // A shell cannot start for each: only what needs no quotes, or sits between them.
        assert.match(command, /^rstrace probe ([\w./:@%+=,-]+|'[^']*'|\\')+( --address 192\.0\.2\.10)?$/)
      }),
    )
    for (const host of hostile) {
      const words = shellWords(probe(scene({ name: host, tls: false, path: "/it's;$x" })))
      assert.deepEqual(words, ['rstrace', 'probe', '192.0.2.10:443'])
    }
    const odd = shellWords(probe(scene({ tls: false, path: "/it's;$x" })))
    assert.deepEqual(odd, ['rstrace', 'probe', "http://www.a.test:443/it's;$x", '--address', '192.0.2.10'])
  })

  for (const name of ['article', 'blocked-sni', 'blocked-host', 'blocked-url', 'blocked-port', 'forged-unknown']) {
    it(`stand beside the classic commands in ${name}, in both languages, and can be read again`, async () => {
      for (const language of ['en', 'zh'] as const) {
        const { findings } = await reportFiles([example(name)], { language })
        const { advice, connection } = findings.find(({ origin }) => origin.who === 'middlebox')!
        const commands = advice.flatMap(({ command }: Advice) => command ?? [])
        const ours = commands.filter((command) => command.startsWith('rstrace '))
        assert.deepEqual(
          ours.map((command) => command.split(' ')[1]),
          ['probe', 'locate'],
        )
        assert.ok(commands.some((command) => /^(curl|openssl|nc|traceroute) /.test(command)))
        for (const command of ours) {
          const [, , target] = shellWords(command)
          assert.equal(readTarget(target)?.port, connection.server.port)
        }
      }
    })
  }
})
