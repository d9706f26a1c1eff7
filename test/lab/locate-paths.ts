/** Real paths for `rstrace locate`: what is armed on them, what is asked, what is true. Used by its slow test and by the measurement. */
import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LocateProbe, Probe, Report } from '../../src/core/report/model.js'
import { Lab } from './lab.js'
import { nginx } from './programs.js'
import { randomFrom } from './random.js'
import { ALLOWED, BLOCKED } from './scenarios/web.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What is armed on the path, what is asked, and what is true. */
export interface Scene {
  name: string
  family?: 4 | 6
  arm(lab: Lab): Promise<void> | void
  target(address: string): string[]
  outcome: LocateProbe['verdict']['outcome']
  /** Where it is: at the device, at the server, or nowhere. */
  at?: 'device' | 'server'
  path?: 'in' | 'on'
  check?(probe: LocateProbe, user: User, hop: number): void
}

export type User = 'root' | 'nobody'

const match = (port: number, text: string) => `-p tcp --dport ${port} -m string --algo bm --string '${text}'`
const REJECT = '-j REJECT --reject-with tcp-reset'
const tls = (address: string) => [`https://${address}/`, '--sni', BLOCKED, '--control', ALLOWED]
const http = (address: string) => [`http://${address}/`, '--host', BLOCKED, '--control', ALLOWED]
const forward = (rule: string) => (lab: Lab) => lab.router().firewall(`-A FORWARD ${rule}`)
const inject = (port: number, forge: string) => (lab: Lab) =>
  lab.inject({ on: 'data', port, contains: BLOCKED, limit: 100_000, forge: [forge] })

export const scenes: Scene[] = [
  {
    name: 'a firewall in the path that rejects a server name',
    arm: forward(`${match(443, BLOCKED)} ${REJECT}`),
    target: tls,
    outcome: 'reset',
    at: 'device',
    path: 'in',
    check: ({ verdict }, _user, hop) => assert.equal(verdict.resetHopLimit, 65 - hop),
  },
  {
    name: 'the same before the router checks the hop limit',
    arm: (lab) => {
      const router = lab.router()
      router.firewall(`-t mangle -A PREROUTING ${match(443, BLOCKED)} -j MARK --set-mark 7`)
      router.exec('nft', 'add table ip early')
      router.exec('nft', 'add chain ip early in { type filter hook prerouting priority -100 ; }')
      router.exec('nft', 'add rule ip early in meta mark 7 meta l4proto tcp reject with tcp reset')
    },
    target: tls,
    outcome: 'reset',
    at: 'device',
    path: 'in',
    check: ({ verdict }, _user, hop) => assert.deepEqual(verdict.place, { min: hop - 1, max: hop }),
  },
  {
    name: 'a firewall that rejects a Host, over IPv6',
    family: 6,
    arm: forward(`${match(80, `Host: ${BLOCKED}`)} ${REJECT}`),
    target: (address) => http(`[${address}]`),
    outcome: 'reset',
    at: 'device',
    path: 'in',
  },
  {
    name: 'an injector beside the path',
    arm: inject(443, 'to:source,flags:R,id:0,df:1,ttl:64'),
    target: tls,
    outcome: 'reset',
    at: 'device',
    path: 'on',
  },
  {
    name: 'an injector that copies the hop limit',
    arm: inject(80, 'to:source,flags:R,id:plus1,df:0,ttl:copy'),
    target: http,
    outcome: 'reset',
    at: 'device',
    path: 'on',
    check: ({ verdict }) => assert.equal(verdict.copiesHopLimit, true),
  },
  {
    name: 'a filter that swallows a server name',
    arm: forward(`${match(443, BLOCKED)} -j DROP`),
    target: tls,
    outcome: 'swallowed',
    at: 'device',
  },
  {
    name: 'a firewall that rejects the SYN to a port',
    arm: forward(`-p tcp --dport 8443 ${REJECT}`),
    target: (address) => [`${address}:8443`, '--control-port', '443'],
    outcome: 'reset',
    at: 'device',
    path: 'in',
    check: ({ verdict }, user) => {
      assert.equal(verdict.packet, 'syn')
      if (user === 'root') assert.equal(verdict.mark, 'cleared')
    },
  },
  {
    name: 'a server that refuses by itself',
    arm: () => undefined,
    target: (address) => [`${address}:8443`, '--control-port', '443'],
    outcome: 'reset',
    at: 'server',
    check: ({ verdict }, user) => {
      assert.equal(verdict.atServer, true)
      if (user === 'root') assert.equal(verdict.mark, 'mirrored')
    },
  },
  { name: 'a clean path', arm: () => undefined, target: tls, outcome: 'nothing' },
  {
    name: 'one connection for all hop limits',
    arm: forward(`${match(443, BLOCKED)} ${REJECT}`),
    target: (address) => [...tls(address), '--one-connection'],
    outcome: 'reset',
    at: 'device',
  },
]

/** The program with its optional part, where nobody can read it. Returns the folder. */
export function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rstrace-locate-'))
  for (const part of ['dist', 'package.json', 'node_modules/koffi', 'node_modules/@koromix']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  chmodSync(folder, 0o755)
  return folder
}

/** Runs a command of the program on the client; returns the one experiment that it reports. */
export async function run<T extends Probe>(lab: Lab, installed: string, user: User, args: string[]): Promise<T> {
  const as = user === 'root' ? [] : ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  const command = [...as, process.execPath, join(installed, 'dist/rstrace.js'), ...args, '--json']
  const output = await lab.client.tryExec(90_000, command[0], ...command.slice(1))
  assert.match(output, /^\{/, output)
  const { probes = [] } = JSON.parse(output) as Report
  assert.equal(probes.length, 1)
  return probes[0] as T
}

/** A path of so many routers with the device at router `hop`. */
export async function withLab(
  scene: Pick<Scene, 'family' | 'arm'>,
  { hops, hop }: { hops: number; hop: number },
  use: (lab: Lab) => Promise<void>,
): Promise<void> {
  const { family = 4 } = scene
  const setup = { family, hops, hop, delay: 0.5, timestamps: true, clientTtl: 64, serverTtl: 64, offload: false }
  const lab = new Lab(setup, randomFrom('locate'), undefined)
  try {
    await lab.network.up()
    await nginx(lab.server, lab.scratch)
    await scene.arm(lab)
    await use(lab)
  } finally {
    await lab.end()
  }
}

/** Right outcome; an interval that contains the truth and is two hops at most; in the path or beside it, or not said. */
export function check(
  probe: LocateProbe,
  scene: Scene,
  user: User,
  { hops, hop }: { hops: number; hop: number },
): void {
  const { verdict } = probe
  const { outcome, at, path } = scene
  const seen = JSON.stringify({ verdict, hops: probe.hops })
  assert.equal(probe.packetsSeen, user === 'root')
  assert.equal(verdict.outcome, outcome, seen)
  if (at !== undefined) {
    const truth = at === 'server' ? hops + 1 : hop
    const { min, max = Number.POSITIVE_INFINITY } = verdict.place ?? { min: Number.NaN }
    assert.ok(min <= truth && truth <= max && max - min <= 1, seen)
  }
  // Three routers behind the first that can tell: fewer may leave it open.
  const tellable = hop + 1 < hops
  if (path) assert.ok(verdict.path === path || (!tellable && verdict.path === 'unknown'), seen)
  scene.check?.(probe, user, hop)
}
