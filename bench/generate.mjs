/**
 * Generates the captures that speed is measured on: the same bytes for the same plan, on every machine.
 * As a program: `node bench/generate.mjs large|small [FACTOR]` prints the file's name.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Connection } from './connection.mjs'
import { large, small } from './plans.mjs'
import { Random } from './random.mjs'
import { PcapWriter } from './writer.mjs'

/** To be raised when the same plan gives other bytes than before. */
const VERSION = 1
const START = 1_767_225_600
const TICKS_A_SECOND = 10_000
/** More ticks than anybody ever waits. */
const RING = 1 << 20
export const FOLDER = fileURLToPath(new URL('captures/', import.meta.url))

/** Who goes on at which tick: a ring of linked lists. */
class Agenda {
  ring = new Array(RING).fill(undefined)
  waiting = 0

  /** @param tick less than RING ticks ahead */
  add(tick, connection) {
    connection.after = this.ring[tick % RING]
    this.ring[tick % RING] = connection
    this.waiting++
  }

  /** Takes the list of those whose tick it is. */
  take(tick) {
    const first = this.ring[tick % RING]
    this.ring[tick % RING] = undefined
    return first
  }
}

/**
 * Writes a capture; returns what is in it.
 * @param plan see plans.mjs
 * @param write takes the next piece of the file, valid until it returns
 */
export function generate(plan, write) {
  const random = new Random(plan.seed)
  const writer = new PcapWriter(write)
  const agenda = new Agenda()
  const resets = {}
  let streams = 0
  const start = (tick) => {
    const connection = new Connection(streams++, plan, random, writer)
    if (connection.reset) resets[connection.reset] = (resets[connection.reset] ?? 0) + 1
    agenda.add(tick, connection)
  }
  while (streams < Math.min(plan.concurrent, plan.flows)) start(random.between(0, plan.ramp))
  for (let tick = 0; agenda.waiting > 0; tick++) {
    writer.setTime(START + Math.floor(tick / TICKS_A_SECOND), (tick % TICKS_A_SECOND) * 100)
    for (let next = agenda.take(tick); next; ) {
      const connection = next
      next = connection.after
      agenda.waiting--
      const { value, done } = connection.dialogue.next()
      if (!done) agenda.add(tick + Math.max(1, value), connection)
      else if (streams < plan.flows) start(tick + random.between(1, 100))
    }
  }
  writer.flush()
  return { packets: writer.packets, bytes: writer.bytes, streams, resets }
}

/** The capture of a plan, made unless it is there: its `path`, and what `generate` says of it. */
export function captureOf(plan) {
  const path = `${FOLDER}${plan.name}-${plan.flows}-v${VERSION}.${plan.seed}.pcap`
  const facts = `${path}.facts`
  if (!existsSync(path) || !existsSync(facts)) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(facts, JSON.stringify(writeCapture(plan, path)))
  }
  return { path, ...JSON.parse(readFileSync(facts, 'utf8')) }
}

function writeCapture(plan, path) {
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w')
  const facts = generate(plan, (bytes) => writeAll(file, bytes))
  closeSync(file)
  renameSync(unfinished, path)
  return facts
}

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

function main([name = '', factor = '1']) {
  const plan = { large, small }[name]
  if (!plan || !(Number(factor) > 0)) {
    process.stderr.write('usage: node bench/generate.mjs large|small [FACTOR]\n')
    process.exitCode = 2
    return
  }
  process.stdout.write(`${captureOf(plan(Number(factor))).path}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2))
