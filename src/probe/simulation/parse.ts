/*
 * Reads a path file. It draws the path from top to bottom, from the client to the servers:
 *
 *   name www.example.test 192.0.2.10        what the resolver says
 *   hop 10.0.1.1 2ms                        a router, and the delay of the link before it
 *     icmp silent                           indented: properties of the line above
 *   device in-path                          stands where its line stands: behind the router above it
 *     on sni www.example.test
 *     does reset both
 *   hop 10.0.2.1 5ms
 *   server 192.0.2.10 1ms
 *     port 443 https
 *
 * The words are explained in test/paths/README.md.
 */
import type { Action, Device, Hop, Nat, Path, Server, Service, Trigger } from './path.js'

/** A path file that cannot be understood; the message names the line. */
export class PathError extends Error {
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`)
    this.name = 'PathError'
  }
}

interface Line {
  number: number
  indented: boolean
  words: string[]
}

type Thing = Hop | Device | Nat | Server

/** @throws PathError */
export function parsePath(text: string): Path {
  const path: Path = { seed: 1, client: '10.0.0.2', names: new Map(), elements: [], servers: [], routes: 1 }
  let current: Thing | undefined
  for (const line of linesOf(text)) {
    if (!line.indented) current = topLine(path, line)
    else if (current) property(current, line)
    else
      throw new PathError(
        line.number,
        'an indented line says something of the hop, device or server above it: there is none',
      )
  }
  if (path.servers.length === 0) throw new PathError(linesOf(text).at(-1)?.number ?? 1, 'the path ends at no server')
  const routes = [...path.elements, ...path.servers].map(({ route }) => route ?? 1)
  return { ...path, routes: Math.max(...routes) }
}

function linesOf(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.replace(/(^|\s)#.*$/, ''), number: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => ({ number, indented: /^\s/.test(line), words: line.trim().split(/\s+/) }))
}

function topLine(path: Path, line: Line): Thing | undefined {
  const [word, first, ...rest] = line.words
  if (word === 'seed') path.seed = numberOf(first, line)
  else if (word === 'client') path.client = addressOf(first, line)
  else if (word === 'name') path.names.set(needed(first, line), nameOf(rest, line))
  else if (word === 'server') return added(path.servers, serverOf(line))
  else if (word === 'hop') return added(path.elements, hopOf(line))
  else if (word === 'device') return added(path.elements, deviceOf(line))
  else if (word === 'nat') {
    return added(path.elements, { kind: 'nat', address: addressOf(first, line), blocksIcmp: false })
  } else throw unknown(line, word, ['seed', 'client', 'name', 'hop', 'nat', 'device', 'server'])
  return undefined
}

const added = <T, U extends T>(list: T[], item: U): U => {
  list.push(item)
  return item
}

function nameOf(words: string[], line: Line): { addresses: string[]; error?: string } {
  if (words[0] === 'fails') return { addresses: [], error: needed(words[1], line) }
  if (words.length === 0)
    throw new PathError(line.number, 'a name needs addresses, or "fails" and the resolver\'s error')
  return { addresses: words.map((word) => addressOf(word, line)) }
}

const hopOf = (line: Line): Hop => ({
  kind: 'hop',
  address: addressOf(line.words[1], line),
  delay: durationOf(line.words[2] ?? '1ms', line),
  loss: 0,
  icmp: 'yes',
})

function deviceOf(line: Line): Device {
  const place = oneOf(line.words[1], ['in-path', 'on-path'] as const, line)
  return {
    kind: 'device',
    place,
    on: [],
    does: { does: 'reset', towards: 'client' },
    hopLimit: 64,
    ipId: 0,
    delay: 0.0001,
    chance: 1,
    reassembles: false,
  }
}

const serverOf = (line: Line): Server => ({
  address: addressOf(line.words[1], line),
  delay: durationOf(line.words[2] ?? '1ms', line),
  hopLimit: 64,
  ports: new Map(),
  closed: 'refuse',
})

function property(thing: Thing, line: Line): void {
  if (line.words[0] === 'route') thing.route = numberOf(line.words[1], line)
  else if (!('kind' in thing)) serverProperty(thing, line)
  else if (thing.kind === 'hop') hopProperty(thing, line)
  else if (thing.kind === 'device') deviceProperty(thing, line)
  else natProperty(thing, line)
}

function hopProperty(hop: Hop, line: Line): void {
  const [word, ...rest] = line.words
  if (word === 'loss') hop.loss = percentOf(rest[0], line)
  else if (word === 'icmp' && rest[0] === 'silent') hop.icmp = 'silent'
  else if (word === 'icmp' && rest[0] === 'most' && rest[2] === 'every') {
    hop.icmp = { most: numberOf(rest[1], line), every: durationOf(rest[3], line) }
  } else throw unknown(line, line.words.join(' '), ['loss 10%', 'icmp silent', 'icmp most 1 every 1s', 'route 1'])
}

function natProperty(nat: Nat, line: Line): void {
  if (line.words.join(' ') !== 'icmp blocked') throw unknown(line, line.words.join(' '), ['icmp blocked', 'route 1'])
  nat.blocksIcmp = true
}

function deviceProperty(device: Device, line: Line): void {
  const [word, first, ...rest] = line.words
  if (word === 'on') device.on.push(triggerOf(first, rest[0], line))
  else if (word === 'does') device.does = actionOf(first, rest, line)
  else if (word === 'ttl') device.hopLimit = numberOrWord(first, line)
  else if (word === 'ip-id') device.ipId = numberOrWord(first, line)
  else if (word === 'delay') device.delay = durationOf(first, line)
  else if (word === 'chance') device.chance = percentOf(first, line)
  else if (word === 'reassembles') device.reassembles = true
  else if (word === 'remembers' && rest[0] === 'by') {
    const by = oneOf(rest[1], ['address', 'address-and-port'] as const, line)
    device.remembers = { seconds: durationOf(first, line), by }
  } else {
    const known = ['on', 'does', 'ttl', 'ip-id', 'delay', 'chance', 'reassembles', 'remembers 60s by address', 'route']
    throw unknown(line, word, known)
  }
}

function triggerOf(on: string | undefined, value: string | undefined, line: Line): Trigger {
  const kind = oneOf(on, ['syn', 'sni', 'host', 'url', 'keyword', 'address', 'port'] as const, line)
  if (kind === 'syn') return { on: kind }
  return kind === 'port' ? { on: kind, value: numberOf(value, line) } : { on: kind, value: needed(value, line) }
}

function actionOf(word: string | undefined, rest: string[], line: Line): Action {
  const does = oneOf(word, ['reset', 'drop', 'answer'] as const, line)
  if (does === 'drop') return { does }
  if (does === 'answer') return { does, status: numberOf(rest[0], line), text: rest.slice(1).join(' ') }
  return { does, towards: oneOf(rest[0] ?? 'client', ['client', 'server', 'both'] as const, line) }
}

function serverProperty(server: Server, line: Line): void {
  const [word, first, ...rest] = line.words
  if (word === 'port') server.ports.set(numberOf(first, line), serviceOf(rest, line))
  else if (word === 'ttl') server.hopLimit = numberOf(first, line)
  else if (word === 'closed') server.closed = oneOf(first, ['refuse', 'silent'] as const, line)
  else throw unknown(line, word, ['port', 'ttl', 'closed', 'route'])
}

/** `https needs-name certificate other.test text hello`: each modifier takes the words up to the next one. */
function serviceOf([speaks, ...words]: string[], line: Line): Service {
  const service: Service = {
    speaks: oneOf(speaks, ['http', 'https', 'banner', 'nothing', 'reset'] as const, line),
    text: 'hello',
    needsName: false,
  }
  const modifiers = ['needs-name', 'only', 'knows', 'certificate', 'resets-host', 'text']
  for (let at = 0; at < words.length; ) {
    const modifier = oneOf(words[at], modifiers, line)
    const next = words.findIndex((word, i) => i > at && modifiers.includes(word))
    const values = words.slice(at + 1, next < 0 ? undefined : next)
    modify(service, modifier, values, line)
    at += 1 + values.length
  }
  return service
}

function modify(service: Service, modifier: string, values: string[], line: Line): void {
  if (modifier === 'needs-name') service.needsName = true
  else if (modifier === 'only') service.only = values
  else if (modifier === 'knows') service.knows = values
  else if (modifier === 'text') service.text = values.join(' ')
  else if (modifier === 'certificate') service.certificate = needed(values[0], line)
  else service.resetsHost = needed(values[0], line)
}

function needed(word: string | undefined, line: Line): string {
  if (word === undefined) throw new PathError(line.number, `"${line.words.join(' ')}" stops short`)
  return word
}

function numberOf(word: string | undefined, line: Line): number {
  if (!/^\d+$/.test(needed(word, line))) throw new PathError(line.number, `"${word}" is no number`)
  return Number(word)
}

function numberOrWord(word: string | undefined, line: Line): number | 'copied' | 'random' {
  return word === 'copied' || word === 'random' ? word : numberOf(word, line)
}

function percentOf(word: string | undefined, line: Line): number {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(needed(word, line))
  if (!match || Number(match[1]) > 100) throw new PathError(line.number, `"${word}" is no share: write it as 10%`)
  return Number(match[1]) / 100
}

/** @returns seconds */
function durationOf(word: string | undefined, line: Line): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(needed(word, line))
  if (!match) throw new PathError(line.number, `"${word}" is no duration: write it as 5ms or 60s`)
  return Number(match[1]) / (match[2] === 'ms' ? 1000 : 1)
}

function addressOf(word: string | undefined, line: Line): string {
  if (!/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)$/.test(needed(word, line))) {
    throw new PathError(line.number, `"${word}" is no address`)
  }
  return word as string
}

function oneOf<T extends string>(word: string | undefined, allowed: readonly T[], line: Line): T {
  const found = allowed.find((one) => one === word)
  if (found === undefined) throw unknown(line, word ?? 'nothing', allowed)
  return found
}

const unknown = ({ number }: Line, word: string, known: readonly string[]): PathError =>
  new PathError(number, `"${word}" is not known here; what is: ${known.join(', ')}`)
