/** One case: the network, its programs and captures, what the scenario declares, and how it all ends. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Capture, type Vantage } from './capture.js'
import { type Frame, framesOf, keepFrames } from './frames.js'
import type { Host } from './host.js'
import { type Forgery, forgeriesIn, INJECTOR } from './injector.js'
import type { KernelResets } from './kernel.js'
import { Network, type Setup } from './network.js'
import { isRunning, type Program, sleep } from './process.js'
import type { Random } from './random.js'
import { RST } from './segments.js'
import { type Evidence, type Explanation, type Label, truthAt } from './truth.js'

/** One entry of truth.json. */
export interface Case {
  file?: string
  /** The captures of a pair, client's first. */
  files?: string[]
  scenario: string
  setup: Setup & { seed: number }
  resets: Label[]
  quiet?: true
  kinds?: string[]
}

export interface Scenario {
  name: string
  /** Settings without which the scenario is not itself. */
  setup?: Partial<Setup>
  run(lab: Lab): Promise<void>
}

/** What injector.c's tap looks for, and what it then forges (its head lists the words). */
export interface Injection {
  on: 'syn' | 'synack' | 'ack' | 'data' | 'any'
  port?: number
  contains?: string
  limit?: number
  /** Seconds during which the same source, target and port stay blocked. */
  residual?: number
  forge: string[]
  hop?: number
}

/** Client's and server's capture read together: with both ends seen little is hidden. */
export function pairOf(client: Case, server: Case, folder: string): Case {
  const { scenario, setup, quiet } = client
  const part = (c: Case, capture: number) =>
    c.resets.map((label) => ({ ...label, capture, decidable: label.twin ? 'no' : 'yes' }))
  const files = [client, server].map((c) => join(folder, c.file!))
  return { files, scenario, setup, resets: [...part(client, 0), ...part(server, 1)], ...(quiet && { quiet }) }
}

/** Working folders of runs that were killed. */
export function removeOldScratch(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^rslab(\d+)-/.exec(name)?.[1]
    if (owner && !isRunning(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

export class Lab {
  readonly network: Network
  readonly scratch = mkdtempSync(join(tmpdir(), `rslab${process.pid}-`))
  private readonly explanations: Explanation[] = []
  private readonly injectors: Program[] = []
  private readonly sent: Forgery[] = []
  private readonly vantages: Vantage[] = []
  private captures: Capture[] = []
  private readonly addresses: Evidence['addresses']
  private readonly thinned = new Map<string, number>()
  private quiet = false
  private readonly listening = new Set<number>()
  private readonly kindsWanted: { kind: string; captures: string[] }[] = []

  constructor(
    readonly setup: Setup,
    readonly random: Random,
    private readonly kernel: KernelResets | undefined,
  ) {
    this.network = new Network(setup)
    const { client, server } = this.network
    this.addresses = { client: [client.address], server: [server.address] }
    this.vantages.push({ name: 'client', own: [client.address], host: client, device: 'net0' })
    this.vantages.push({ name: 'server', own: [server.address], host: server, device: 'net0' })
  }

  get client(): Host {
    return this.network.client
  }

  get server(): Host {
    return this.network.server
  }

  /** Router k, counted from the client; the one where things happen unless told. */
  router(k = this.setup.hop): Host {
    return this.network.router(k)
  }

  sleep = sleep

  /** A few round trips: time for what is under way to arrive. */
  async settle(trips = 2): Promise<void> {
    await sleep(trips * 2 * this.network.transit * 1000 + 60)
  }

  /** An address that speaks for a side besides its own: NAT, a second server. */
  alias(side: 'client' | 'server', address: string): void {
    this.addresses[side].push(address)
  }

  /** Another capture point, or another way to capture at one that there is. */
  vantage(vantage: Vantage): void {
    const i = this.vantages.findIndex((v) => v.name === vantage.name)
    if (i >= 0) this.vantages.splice(i, 1, vantage)
    else this.vantages.push(vantage)
  }

  /** Says why resets come; the first that fits a reset counts. */
  explain(explanation: Explanation): void {
    this.explanations.push(explanation)
  }

  /** All is well: nothing above "info" may be reported. */
  allIsWell(): void {
    this.quiet = true
  }

  /** A finding of another kind that must be there, in the captures named. */
  expectKind(kind: string, ...captures: string[]): void {
    this.kindsWanted.push({ kind, captures })
  }

  /** Puts an injector beside a router: it sees copies of all that comes in, on either side. */
  async inject(injection: Injection): Promise<void> {
    const router = this.router(injection.hop)
    const side = (device: string) => `${device},${this.network.beyond(router, device).mac}`
    const { on, port, contains, limit, residual, forge } = injection
    const given = Object.entries({ on, port, contains, limit, residual, seed: this.random.between(1, 1e6) })
    const words = given.flatMap(([key, value]) => (value === undefined ? [] : `${key}=${value}`))
    const rules = forge.map((spec) => `forge=${spec}`)
    const program = router.launch(INJECTOR, 'tap', side('left'), side('right'), ...words, ...rules)
    await program.says('ready')
    this.injectors.push(program)
  }

  /** Sends raw segments from a host. Not forgeries of the path: for scans and stray packets. */
  sendRaw(host: Host, segment: Record<string, string | number>, device = host.device): Forgery[] {
    const words = Object.entries(segment).map(([key, value]) => `${key}=${value}`)
    const { mac } = this.network.beyond(host, device)
    const sent = forgeriesIn(host.exec(INJECTOR, 'send', `${device},${mac}`, ...words))
    return sent
  }

  /** As `sendRaw`, counted as forged on the path. */
  forgeRaw(host: Host, segment: Record<string, string | number>, device = host.device): void {
    this.sent.push(...this.sendRaw(host, segment, device))
  }

  /** Starts the puppets at both ends, and the captures. */
  async startBoth(): Promise<void> {
    await Promise.all([this.client.start(), this.server.start()])
    await this.record()
  }

  /** One connection between the two ends: the client's socket and the server's. `hold` leaves data unread there. */
  async connect(o: { port?: number; hold?: 'client' | 'server'; localPort?: number } = {}): Promise<[number, number]> {
    const { port = 80, hold, localPort } = o
    if (!this.listening.has(port)) await this.server.do('listen', { port, hold: hold === 'server' })
    this.listening.add(port)
    const { address } = this.server
    const { id, error } = await this.client.do('connect', { address, port, localPort, hold: hold === 'client' })
    if (error) throw new Error(`no connection to port ${port}: ${error}`)
    return [id, await this.server.do('accept', { port })]
  }

  /** Starts the captures; the scenario calls it when its programs are up. */
  async record(): Promise<void> {
    this.kernel?.clear()
    for (const vantage of this.vantages) {
      this.captures.push(await Capture.start(vantage, join(this.scratch, `${vantage.name}.pcap`)))
    }
    await sleep(30)
  }

  /** What a running capture has seen so far. */
  seen(vantage: string): Frame[] {
    const capture = this.captures.find((c) => c.vantage.name === vantage)
    return capture ? framesOf(capture.file) : []
  }

  /** Takes a share of the packets out of a finished capture, resets excepted, as a busy machine would. */
  thin(vantage: string, share: number): void {
    this.thinned.set(vantage, share)
  }

  /** Ends the captures, writes the files to `folder` and says what they hold. */
  async finish(folder: string, name: string, seed: number): Promise<{ cases: Case[]; doubts: string[] }> {
    await this.settle(2)
    await Promise.all(this.captures.map((capture) => capture.stop()))
    const whole = this.evidence()
    for (const { vantage, file } of this.captures) this.thinOut(file, this.thinned.get(vantage.name) ?? 0)
    const scenario = name
    const cases: Case[] = []
    const doubts: string[] = []
    mkdirSync(folder, { recursive: true })
    for (const [i, capture] of this.captures.entries()) {
      const file = `${name}-${seed}-${capture.vantage.name}.pcap`
      copyFileSync(capture.file, join(folder, file))
      const view = { ...whole.views[i], frames: framesOf(capture.file) }
      const truth = truthAt(view, whole)
      doubts.push(...truth.doubts)
      cases.push({
        file,
        scenario,
        setup: { ...this.setup, seed },
        resets: truth.labels,
        ...this.expectations(capture),
      })
    }
    return { cases, doubts }
  }

  private thinOut(file: string, share: number): void {
    if (share > 0) keepFrames(file, (segment) => (segment.flags & RST) !== 0 || this.random.unit() >= share)
  }

  private expectations({ vantage }: Capture): Pick<Case, 'quiet' | 'kinds'> {
    const kinds = this.kindsWanted.filter((k) => k.captures.includes(vantage.name)).map((k) => k.kind)
    return { ...(this.quiet && { quiet: true as const }), ...(kinds.length > 0 && { kinds }) }
  }

  private evidence(): Evidence {
    return {
      views: this.captures.map(({ vantage, file }) => ({
        name: vantage.name,
        own: vantage.own ?? [],
        frames: framesOf(file),
      })),
      addresses: this.addresses,
      kernel: this.kernel?.read(),
      forgeries: [...this.sent, ...this.injectors.flatMap((program) => forgeriesIn(program.output))],
      explanations: this.explanations,
      transit: this.network.transit,
      hops: this.setup.hop - 1,
    }
  }

  async end(): Promise<void> {
    await this.network.down()
    rmSync(this.scratch, { recursive: true, force: true })
  }
}
