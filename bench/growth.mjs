/** rstrace on captures of growing size with the same number of connections at a time: time is linear, memory flat. */
import { statfsSync } from 'node:fs'
import { summary, warm } from './compare.mjs'
import { captureOf, FOLDER } from './generate.mjs'
import { measure } from './measure.mjs'
import { large } from './plans.mjs'

const FACTORS = [0.1, 0.5, 1, 2, 4]
const BYTES_A_FACTOR = 1.1e9
const GB = 1e9

/** @returns one result a size, with `perGb` (whole process) and `nextGb` (seconds for each GB more than the size before) */
export async function growth(contender, { rounds, say, largest }) {
  const results = []
  for (const factor of FACTORS.filter((f) => f <= largest)) {
    if (!hasRoom(factor)) {
      say(`no room on the disk for factor ${factor}`)
      break
    }
    say(`factor ${factor}`)
    const capture = captureOf(large(factor))
    const { path, bytes } = capture
    warm(path)
    const samples = []
    for (let round = 0; round < rounds; round++) samples.push(await measure(contender.command(path)))
    const { seconds, cpu, peak } = summary(contender.name, samples)
    const before = results.at(-1)
    const nextGb = before ? ((seconds - before.seconds) / (bytes - before.bytes)) * GB : undefined
    results.push({ factor, ...capture, seconds, cpu, peak, perGb: (seconds / bytes) * GB, nextGb })
  }
  return results
}

/** The largest of some values against the least, as a share of the least. */
export function spread(values) {
  const known = values.filter((value) => value !== undefined)
  return known.length > 1 ? Math.max(...known) / Math.min(...known) - 1 : 0
}

function hasRoom(factor) {
  const { bavail, bsize } = statfsSync(FOLDER)
  return bavail * bsize > 2 * factor * BYTES_A_FACTOR
}
