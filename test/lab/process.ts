/** Child processes, always ended by their own handle. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'

export class CommandFailed extends Error {}

/** Runs to the end; throws CommandFailed with the program's own words. */
export function run(command: string, args: string[], input?: string): string {
  const done = spawnSync(command, args, { encoding: 'utf8', input, timeout: 20_000, maxBuffer: 1 << 26 })
  if (done.status === 0) return done.stdout
  const words = done.error?.message ?? (done.stderr || done.stdout || `exit ${done.status ?? done.signal}`)
  throw new CommandFailed(`${command} ${args.join(' ')}: ${words.trim()}`)
}

/** A program that keeps running, with what it has said so far. */
export class Program {
  readonly child: ChildProcess
  output = ''
  readonly ended: Promise<void>

  /** setpriv (util-linux) lets the kernel end the program when the lab itself is killed. */
  constructor(command: string, args: string[], options: SpawnOptions = {}) {
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    })
    const hear = (words: Buffer) => {
      this.output += words.toString()
    }
    this.child.stdout?.on('data', hear)
    this.child.stderr?.on('data', hear)
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => resolve())
      this.child.once('error', (error) => {
        this.output += error.message
        resolve()
      })
    })
  }

  /** Waits until the program has said `words`. */
  async says(words: string, milliseconds = 5000): Promise<void> {
    await until(() => this.output.includes(words) || this.over, milliseconds)
    if (!this.output.includes(words))
      throw new CommandFailed(`${this.child.spawnargs.join(' ')}: ${this.output.trim()}`)
  }

  get over(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.over || this.child.pid === undefined) return
    this.child.kill(signal)
    const stubborn = setTimeout(() => this.child.kill('SIGKILL'), 1500)
    await this.ended
    clearTimeout(stubborn)
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Polls until `ready` holds or the time is up; says which. */
export async function until(ready: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!ready() && Date.now() < end) await sleep(5)
  return ready()
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
