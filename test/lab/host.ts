/** A host of the lab: one namespace, its addresses, and the puppet that acts in it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Actions } from './actions.js'
import { INJECTOR } from './injector.js'
import { Program, run } from './process.js'
import type { Reply, Request } from './puppet.js'

const PUPPET = fileURLToPath(new URL('puppet.js', import.meta.url))

export interface SocketOption {
  level: number
  name: number
  value: number
}

export class Host {
  private puppet?: ChildProcess
  private readonly pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private readonly programs: Program[] = []
  private lastRequest = 0

  constructor(
    readonly name: string,
    readonly namespace: string,
    readonly address: string,
    /** The interface that faces the path. */
    readonly device = 'net0',
  ) {}

  get family(): 4 | 6 {
    return this.address.includes(':') ? 6 : 4
  }

  /** The address as a URL or `host:port` writes it. */
  get urlAddress(): string {
    return this.family === 6 ? `[${this.address}]` : this.address
  }

  /** Starts the puppet, behind a listening socket with options of its own when `listening` is given. */
  async start(listening?: { port: number; options: SocketOption[] }): Promise<void> {
    const options = listening?.options.map((o) => `${o.level}:${o.name}:${o.value}`) ?? []
    const before = listening ? [INJECTOR, 'listen', `${this.family}`, `${listening.port}`, ...options, '--'] : []
    const command = ['netns', 'exec', this.namespace, ...before, process.execPath, PUPPET]
    this.puppet = spawn('ip', command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    await new Promise<void>((resolve, reject) => {
      this.pending.set(0, { resolve: () => resolve(), reject })
      this.puppet!.on('message', (reply: Reply) => this.hear(reply))
      this.puppet!.once('exit', () => this.giveUp(`${this.name}: its puppet ended`))
    })
  }

  do<K extends keyof Actions>(action: K, argument: Parameters<Actions[K]>[0]): ReturnType<Actions[K]> {
    const id = ++this.lastRequest
    const reply = new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }))
    this.puppet?.send({ id, action, argument } satisfies Request)
    return reply as ReturnType<Actions[K]>
  }

  private hear({ id, value, error }: Reply): void {
    const waiter = this.pending.get(id)
    this.pending.delete(id)
    if (error === undefined) waiter?.resolve(value)
    else waiter?.reject(new Error(`${this.name}: ${error}`))
  }

  private giveUp(why: string): void {
    for (const waiter of this.pending.values()) waiter.reject(new Error(why))
    this.pending.clear()
  }

  /** SIGKILL: the application dies, the kernel closes its sockets. */
  async kill(): Promise<void> {
    const puppet = this.puppet
    if (!puppet || puppet.exitCode !== null || puppet.signalCode !== null) return
    const gone = new Promise((resolve) => puppet.once('exit', resolve))
    puppet.kill('SIGKILL')
    await gone
  }

  /** SIGSTOP: the kernel goes on, the application does not. */
  freeze(): void {
    this.puppet?.kill('SIGSTOP')
  }

  /** Runs a command in this namespace to its end. */
  exec(command: string, ...args: string[]): string {
    return run('ip', ['netns', 'exec', this.namespace, command, ...args])
  }

  /** As `exec`, with a failure as an ordinary outcome. */
  async tryExec(milliseconds: number, command: string, ...args: string[]): Promise<string> {
    const program = this.launch(command, ...args)
    const timer = setTimeout(() => program.stop('SIGTERM'), milliseconds)
    await program.ended
    clearTimeout(timer)
    return program.output
  }

  /** Starts a program that runs until the case is over. */
  launch(command: string, ...args: string[]): Program {
    const program = new Program('ip', ['netns', 'exec', this.namespace, command, ...args])
    this.programs.push(program)
    return program
  }

  sysctl(settings: Record<string, string | number>): void {
    this.exec('sysctl', '-qw', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`))
  }

  /** iptables or ip6tables, as the case's family needs. */
  firewall(rule: string): void {
    this.exec(this.family === 6 ? 'ip6tables' : 'iptables', '-w', ...words(rule))
  }

  async stop(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()))
    await this.kill()
  }
}

/** Splits at blanks, keeping 'quoted words' together. */
function words(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|\S+/g)].map((m) => m[1] ?? m[0])
}
