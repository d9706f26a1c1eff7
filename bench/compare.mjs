/** All contenders on one capture: in turn, round after round, so that what disturbs one round disturbs all. */
import { closeSync, openSync, readSync } from 'node:fs'
import { measure } from './measure.mjs'

/** Seconds a slow contender may take; if it would take longer, it reads a part and its time is scaled. */
const LIMIT = 150
const PART = 20

/**
 * @param capture `path`, `packets`, `bytes`
 * @returns one result a contender: `name`, `seconds`, `cpu`, `peak` (medians), `samples`, `scaled` from which part
 */
export async function compare(contenders, capture, { rounds, say }) {
  warm(capture.path)
  const samples = new Map(contenders.map((contender) => [contender, []]))
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`)
    for (const contender of contenders.filter(({ slow }) => !slow)) {
      samples.get(contender).push(await measure(contender.command(capture.path)))
    }
  }
  for (const contender of contenders.filter(({ slow }) => slow)) {
    say(contender.name)
    samples.get(contender).push(await once(contender, capture))
  }
  return contenders.map((contender) => summary(contender.name, samples.get(contender)))
}

/** Brings a file into the page cache. */
export function warm(path) {
  const file = openSync(path)
  const buffer = new Uint8Array(1 << 20)
  while (readSync(file, buffer) > 0);
  closeSync(file)
}

async function once(contender, { path, packets }) {
  const command = contender.command(path)
  if (!contender.firstPackets) return measure(command, LIMIT)
  const part = await measure([...command, ...contender.firstPackets(Math.ceil(packets / PART))], LIMIT)
  if (part.timedOut || part.seconds * PART <= LIMIT) return measure(command, LIMIT)
  return { ...part, seconds: part.seconds * PART, cpu: part.cpu * PART, scaled: PART }
}

export function summary(name, samples) {
  const middle = (field) => median(samples.map((sample) => sample[field]).filter((value) => value !== undefined))
  const { scaled } = samples[0]
  const failed = samples.find((sample) => sample.failed)?.failed
  const timedOut = samples.some((sample) => sample.timedOut)
  return {
    name,
    seconds: middle('seconds'),
    cpu: middle('cpu'),
    peak: middle('peak'),
    scaled,
    failed,
    timedOut,
    samples,
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
