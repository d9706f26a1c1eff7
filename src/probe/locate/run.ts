/** Makes the experiments: connects, sends, waits for what comes, and gives up every connection it opened. */
import type { Connection, Network, StopSignal } from '../network.js'
import { type Experiment, FULL_HOP_LIMIT, type LocateOptions, type Observation, type Reading } from './model.js'
import { nextExperiment, walks } from './plan.js'
import { readObservation } from './reading.js'
import { Tally } from './tally.js'

/** What is sent, and where to. */
export interface Target {
  address: string
  port: number
  /** First bytes of a connection; absent when the SYN itself is the packet in question. */
  trigger?: Uint8Array
  control?: Uint8Array
  /** For the control, when the SYN is the packet in question. */
  controlPort?: number
}

export interface Manner {
  /** Seconds to wait for a connection, and the most to wait for an answer. */
  timeout: number
  /** Seconds between two connections. */
  pace: number
  /** Another source port for each connection, so that they may take different paths. */
  variesPorts: boolean
}

export interface Run {
  observations: Observation[]
  readings: Reading[]
  interrupted: boolean
}

/** @param onObservation for whoever wants to show progress or keep a log */
export async function runExperiments(
  network: Network,
  target: Target,
  options: LocateOptions,
  manner: Manner,
  signal: StopSignal,
  onObservation: (observation: Observation) => void = () => undefined,
): Promise<Run> {
  const prober = new Prober(network, target, options, manner, signal)
  const run: Run = { observations: [], readings: [], interrupted: false }
  try {
    for (let next = nextExperiment([], options); next; next = nextExperiment(run.readings, options)) {
      if (run.observations.length > 0) await network.sleep(manner.pace, signal)
      for (const observation of await prober.make(next, new Tally(run.readings, options.hasData))) {
        run.observations.push(observation)
        run.readings.push(readObservation(observation))
        onObservation(observation)
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
    run.interrupted = true
  }
  return run
}

/** Shortest wait for an answer: long enough for a retransmission, which comes after 200 ms and two round trips. */
const LEAST_WAIT = 0.3
/** What may follow an answer: a reset behind the data, a router's message behind the reset. */
const LEAST_GRACE = 0.04
/** A SYN is repeated after a second (RFC 6298 §2). */
const SYN_REPEATED = 1.5
/** On one connection, retransmissions come ever later: the longest wait for one. */
const LONGEST_STEP = 8

class Prober {
  private roundTrip = 0.1
  private sourcePort?: number

  constructor(
    private readonly network: Network,
    private readonly target: Target,
    private readonly options: LocateOptions,
    private readonly manner: Manner,
    private readonly signal: StopSignal,
  ) {}

  async make(experiment: Experiment, tally: Tally): Promise<Observation[]> {
    const connection = this.open(experiment)
    try {
      if (experiment.packet === 'syn') return [await this.watchSyn(connection, experiment)]
      if (!(await this.connected(connection))) return [{ experiment, ...seenOn(connection) }]
      const walking = walks(tally, this.options)
      return walking ? await this.walk(connection, experiment, tally) : [await this.watchData(connection, experiment)]
    } finally {
      connection.abort()
    }
  }

  private open({ role, packet, hopLimit, minHopLimit, dscp }: Experiment): Connection {
    const { target, network, manner } = this
    const isSyn = packet === 'syn'
    const connection = network.connect({
      address: target.address,
      port: (isSyn && role === 'control' && target.controlPort) || target.port,
      hopLimit: isSyn ? hopLimit : undefined,
      minHopLimit: isSyn ? minHopLimit : undefined,
      sourcePort: manner.variesPorts || !network.abilities.choosesSourcePort ? undefined : this.sourcePort,
      dscp,
    })
    this.sourcePort ??= connection.sourcePort
    return connection
  }

  private async connected(connection: Connection): Promise<boolean> {
    const started = this.network.now()
    await connection.more(0, this.manner.timeout, this.signal)
    const event = connection.events.find(({ kind }) => kind === 'connected')
    // The first try tells the round trip; a SYN that was repeated, a second too much.
    if (event) this.roundTrip = Math.min(event.time - started, this.manner.timeout / 4)
    return event !== undefined
  }

  private get wait(): number {
    return Math.min(this.manner.timeout, LEAST_WAIT + 4 * this.roundTrip)
  }

  private get grace(): number {
    return LEAST_GRACE + 2 * this.roundTrip
  }

  private async watchSyn(connection: Connection, experiment: Experiment): Promise<Observation> {
    const before = this.network.timeExceededCount?.()
    const { role, hopLimit, minHopLimit } = experiment
    const isWhole = hopLimit === FULL_HOP_LIMIT && minHopLimit === undefined
    await connection.more(0, isWhole ? Math.min(this.manner.timeout, SYN_REPEATED) : this.wait, this.signal)
    if (connection.events.length > 0 && role !== 'route') await this.settle(connection, this.grace)
    return { experiment, ...seenOn(connection), timeExceeded: this.exceededSince(before) }
  }

  private async watchData(connection: Connection, experiment: Experiment): Promise<Observation> {
    const { role, hopLimit, minHopLimit } = experiment
    const before = this.network.timeExceededCount?.()
    const known = connection.events.length
    if (minHopLimit !== undefined) connection.setMinHopLimit(minHopLimit)
    const sentAt = this.network.now()
    connection.send(this.bytesOf(role), { hopLimit })
    const came = await connection.more(known, this.wait, this.signal)
    // A control that was answered has said all it has to say.
    if (came && role === 'trigger') await this.settle(connection, this.grace)
    return { experiment, sentAt, ...seenOn(connection), timeExceeded: this.exceededSince(before) }
  }

  /**
   * One connection through all hop limits: the system's own retransmissions carry the data, each a hop further. What
   * came under a hop limit belongs to it.
   */
  private async walk(connection: Connection, experiment: Experiment, tally: Tally): Promise<Observation[]> {
    const observations: Observation[] = []
    const last = tally.distance ?? this.options.maxHops
    const started = this.network.now()
    connection.send(this.bytesOf(experiment.role), { hopLimit: experiment.hopLimit })
    for (let hopLimit = experiment.hopLimit; hopLimit <= last; hopLimit++) {
      connection.setHopLimit(hopLimit)
      const sentAt = this.network.now()
      const known = connection.events.length
      const wait = Math.min(sentAt - started + 2 * LEAST_WAIT + this.grace, LONGEST_STEP)
      if (await connection.more(known, wait, this.signal)) await this.settle(connection, this.grace)
      const seen = {
        events: connection.events.slice(known),
        packets: connection.packets?.filter(({ time }) => time >= sentAt),
      }
      observations.push({ experiment: { ...experiment, hopLimit }, sentAt, ...seen })
      if (connection.events.some(({ kind }) => kind !== 'connected' && kind !== 'icmp')) break
    }
    return observations
  }

  /** Waits until nothing more has come for a while. */
  private async settle(connection: Connection, seconds: number): Promise<void> {
    for (let known = connection.events.length; await connection.more(known, seconds, this.signal); ) {
      known = connection.events.length
    }
  }

  private exceededSince(before: number | undefined): number | undefined {
    return before === undefined ? undefined : (this.network.timeExceededCount?.() ?? before) - before
  }

  private bytesOf(role: Experiment['role']): Uint8Array {
    return (role === 'control' ? this.target.control : this.target.trigger) ?? new Uint8Array()
  }
}

/** Copied: giving the connection up adds nothing any more, but it is not ours to rely on. */
const seenOn = ({ events, packets }: Connection) => ({ events: [...events], packets: packets && [...packets] })
