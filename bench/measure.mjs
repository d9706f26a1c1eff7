/** Runs a command and says what it took: wall-clock seconds, processor seconds, peak resident memory. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TIME = '/usr/bin/time'
const POLL_MS = 2
/** Characters kept of what a command says on its standard error. */
const SAID = 500

/** GNU time asks the kernel (wait4) for what a finished process took; nothing else can without being in between. */
const hasTime = spawnSync(TIME, ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU') === true

/** Where peak memory comes from, to be printed with the results. */
export const memorySource = hasTime ? 'GNU time' : 'polled /proc, or not known'

/** Set, it makes every Node process read certificates at its start. */
function environment() {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env
  return rest
}

/**
 * @param command program and arguments; its output is thrown away
 * @param limit seconds until it is killed
 * @returns `seconds`, `cpu` (user and system seconds), `peak` (bytes, undefined when not known), `timedOut`, `failed`:
 *   what it said when its exit code was not 0
 */
export function measure(command, limit = 600) {
  return hasTime ? withTime(command, limit) : withPolling(command, limit)
}

async function withTime(command, limit) {
  const report = join(tmpdir(), `rstrace-bench-${process.pid}`)
  const outcome = await run([TIME, '-q', '-f', '%U %S %M', '-o', report, ...command], limit)
  if (outcome.timedOut) return outcome
  const [user, system, kib] = readFileSync(report, 'utf8').trim().split(' ').map(Number)
  rmSync(report)
  return { ...outcome, cpu: user + system, peak: kib * 1024 }
}

async function withPolling(command, limit) {
  let peak
  const outcome = await run(command, limit, (pid) => {
    peak = peakOf(pid) ?? peak
  })
  return { ...outcome, cpu: undefined, peak }
}

/** In a process group of its own, so that the limit ends all of it. */
function run([program, ...rest], limit, poll) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint()
    const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: environment() })
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      process.kill(-child.pid, 'SIGKILL')
    }, limit * 1000)
    const polling = poll && setInterval(() => poll(child.pid), POLL_MS)
    let said = ''
    let seconds = 0
    child.stderr.on('data', (piece) => {
      if (said.length < SAID) said += piece
    })
    child.on('error', reject)
    child.on('exit', () => {
      seconds = Number(process.hrtime.bigint() - start) / 1e9
      clearTimeout(timer)
      clearInterval(polling)
    })
    child.on('close', (code) => {
      resolve({ seconds, timedOut, failed: timedOut || code === 0 ? undefined : said.trim() || `exit code ${code}` })
    })
  })
}

function peakOf(pid) {
  try {
    const kib = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? undefined : Number(kib) * 1024
  } catch {
    return undefined
  }
}
