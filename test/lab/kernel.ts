/**
 * What the kernel itself says about the resets it sends: the tracepoint tcp:tcp_send_reset with its reason (Linux ≥ 6.10),
 * in a tracefs instance of the lab's own. Resets made by netfilter on the same host leave no such event.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, run } from './process.js'

export interface KernelReset {
  /** Seconds since the epoch, within a few milliseconds. */
  time: number
  sourcePort: number
  targetPort: number
  state: string
  reason: string
}

export class KernelResets {
  private constructor(private readonly instance: string) {}

  /** Nothing when this kernel or container does not offer the tracepoint. */
  static open(): KernelResets | undefined {
    const mount = mountOf(process.pid)
    const instance = instanceOf(process.pid)
    try {
      mkdirSync(mount)
      run('mount', ['-t', 'tracefs', 'nodev', mount])
      mkdirSync(instance)
      writeFileSync(join(instance, 'trace_clock'), 'mono')
      writeFileSync(join(instance, 'events/tcp/tcp_send_reset/enable'), '1')
      return new KernelResets(instance)
    } catch {
      closeTracing(process.pid)
      return undefined
    }
  }

  /** All since the last `clear`. */
  read(): KernelReset[] {
    const offset = (performance.timeOrigin + performance.now()) / 1000 - Number(process.hrtime.bigint()) / 1e9
    const lines = readFileSync(join(this.instance, 'trace'), 'utf8').split('\n')
    return lines.flatMap((line) => parse(line, offset) ?? [])
  }

  clear(): void {
    writeFileSync(join(this.instance, 'trace'), '')
  }

  close(): void {
    writeFileSync(join(this.instance, 'events/tcp/tcp_send_reset/enable'), '0')
    closeTracing(process.pid)
  }
}

const FOLDER = '/run'
const mountOf = (pid: number) => join(FOLDER, `rslab${pid}-trace`)
const instanceOf = (pid: number) => join(mountOf(pid), 'instances', `rslab${pid}`)

/** Removes the instance, which switches its events off, and the mount; either may never have come to be. */
function closeTracing(pid: number): void {
  if (existsSync(instanceOf(pid))) rmdirSync(instanceOf(pid))
  if (!existsSync(mountOf(pid))) return
  try {
    run('umount', [mountOf(pid)])
  } catch {
    // was not mounted
  }
  rmdirSync(mountOf(pid))
}

/** Tracing left by runs that were killed. */
export function removeOldTracing(): void {
  const owners = readdirSync(FOLDER).flatMap((name) => /^rslab(\d+)-trace$/.exec(name)?.[1] ?? [])
  for (const pid of owners.map(Number)) if (!isRunning(pid)) closeTracing(pid)
}

const LINE = /\s(\d+\.\d+): tcp_send_reset: .*src=\S+:(\d+) dest=\S+:(\d+) state=(\S+) reason=(\S+)/

function parse(line: string, offset: number): KernelReset | undefined {
  const m = LINE.exec(line)
  if (!m) return undefined
  return {
    time: Number(m[1]) + offset,
    sourcePort: Number(m[2]),
    targetPort: Number(m[3]),
    state: m[4],
    reason: m[5],
  }
}
