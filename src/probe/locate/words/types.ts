/** What `locate` and `ping` say, once per language; a sentence that is missing in one does not compile. */
import type { LocateFinding, LocateOutcome, LocateSign } from '../../../core/report/probe-model.js'

/** What the sentences are made from. Names come from the command line and the network: words quote them. */
export interface LocateFacts extends LocateFinding {
  /** The target as the command line gives it again: shell words. */
  again: string
  server: string
  /** The trigger as the command line gave it: a kind and the name or path in it. */
  trigger: Payload
  control?: Payload
  /** Address of the router that answered at a hop, when one did. */
  router(hop: number): string | undefined
  /** Hops before the server at which no router answered. */
  silent: readonly number[]
  packetsSeen: boolean
  oneConnection: boolean
  interrupted: boolean
  /** Triggers sent in all. */
  triggers: number
  ipVersion: 4 | 6
}

export type Payload =
  | { kind: 'client-hello'; name?: string }
  | { kind: 'http-request'; host: string; path: string }
  | { kind: 'syn'; port: number }

export interface NextStep {
  text: string
  command?: string
}

export interface LocateWords {
  payload(payload: Payload): string
  summary: Readonly<Record<LocateOutcome, (facts: LocateFacts) => string>>
  meaning: {
    /** Why it is two hops and not one. */
    interval(facts: LocateFacts): string
    atServer(facts: LocateFacts): string
    inPath(facts: LocateFacts): string
    onPath(facts: LocateFacts): string
    pathUnknown(facts: LocateFacts): string
    hopLimit(facts: LocateFacts): string
    copies(facts: LocateFacts): string
    mirrored: string
    cleared: string
    controlToo(facts: LocateFacts): string
    varies: string
    silent(hops: readonly number[]): string
    oneConnection: string
    noPackets: string
    answered: string
    noFarEnd: string
    residual: string
    unsteady: string
    unreachable: string
    nothing: string
    failed(code: string): string
    unclear: string
    interrupted: string
  }
  next: Readonly<Record<LocateOutcome, (facts: LocateFacts) => NextStep[]>>
  sign: Readonly<Record<LocateSign | 'silence', string>>
  text: {
    hop: string
    router: string
    route: string
    control: string
    trigger: string
    /** The row of packets that were meant to arrive. */
    far: string
    silentRouter: string
    client: string
    server: string
    inHere: string
    legend: string
    times(sign: string, count: number): string
    connections(count: number, seconds: number, endpoint: string): string
    meaning: string
    next: string
  }
  /** Before the connections of `--dry-run`, and while they are made. */
  plan: {
    title(url: string, endpoint: string, most: number): string
    hasTrigger(trigger: string, control: string): string
    baseline: string
    route(most: number): string
    control(most: number): string
    trigger(most: number): string
    edge: string
    hopLimit: string
    mark: string
    one(most: number): string
    syn(most: number): string
    manner(pace: number, timeout: number): string
    resolve(name: string): string
    progress(role: 'route' | 'control' | 'trigger', hop: string, signs: string): string
  }
  ping: {
    summary(facts: PingFacts): string
    noAnswer(facts: PingFacts): string
    hops(initial: number, routers: number): string
    compared(facts: ComparedFacts): string
    notReset(finding: string): string
    meaning: string
    reply(hopLimit: number | undefined, seconds: number): string
  }
}

export interface PingFacts {
  name: string
  address: string
  hopLimits: readonly number[]
  answers: number
  asked: number
}

/** Hop limits of one finding beside that of the echo reply. */
export interface ComparedFacts {
  finding: string
  frame: number
  ping: number
  reset: number
  server?: number
  /** The reset's sender by its hop limit: as far as the target, nearer, or farther. */
  reading: 'same' | 'nearer' | 'farther'
  /** The capture has that server's own packets with the hop limit of the ping, or one that differs. */
  baseline: 'same' | 'other' | 'none'
}
