/**
 * What `locate` does and what it sees: connections whose packet in question leaves with a small hop limit. A router that
 * counts it down to zero drops it and, usually, says so; a device that has seen it by then answers.
 */
import type { ConnectionEvent, SeenPacket } from '../network.js'

/** Enough for every path, and the same for all packets that shall arrive: what copies it can be recognised. */
export const FULL_HOP_LIMIT = 64

/**
 * `route`: a SYN to the port in question, to name the routers. `control`: the same as the trigger, but harmless.
 * `trigger`: what is interfered with.
 */
export type Role = 'route' | 'control' | 'trigger'

/** The packet in question: the SYN, or the first data of an established connection. */
export type Packet = 'syn' | 'data'

export interface Experiment {
  role: Role
  packet: Packet
  /** Of the packet in question. */
  hopLimit: number
  /** Packets that arrive with less are ignored: a search for the hop limit of a reset. */
  minHopLimit?: number
  /** Marks all packets: what answers with the same mark read it from ours. */
  dscp?: number
}

/** One experiment made. */
export interface Observation {
  experiment: Experiment
  /** When the data left; absent when the connection did not come about. */
  sentAt?: number
  events: readonly ConnectionEvent[]
  /** Where packets can be seen. */
  packets?: readonly SeenPacket[]
  /** Time-exceeded messages that reached this host meanwhile, of whatever connection. */
  timeExceeded?: number
}

/** What is answered by TCP, be it by the server or by somebody in its name. */
export type Answer = 'connected' | 'refused' | 'reset' | 'data' | 'fin'

/** One experiment understood. */
export interface Reading {
  experiment: Experiment
  /** False when the connection did not come about, so that the data never left. */
  sent: boolean
  /** To the packet in question, in order. */
  answers: readonly Answer[]
  /** Routers that said the packet in question ended with them. */
  routers: readonly string[]
  /** Such a message came, whether or not its sender is known. */
  exceeded: boolean
  /** Such messages were counted although the connection saw none: somebody's. */
  exceededElsewhere: boolean
  /** An ICMP message that forbids or cannot deliver it. */
  unreachable: boolean
  /** The reset, where packets can be seen. */
  reset?: SeenPacket
  /** Hop limit with which the SYN-ACK came. */
  serverHopLimit?: number
  /** The system's word for why it did not even try. */
  failure?: string
}

export interface LocateOptions {
  /** Hop limits are tried up to this one. */
  maxHops: number
  /** Data can be sent: there is a trigger and a control. Without, the SYN itself is the packet in question. */
  hasData: boolean
  /** There is a second port for the control, when the SYN is the packet in question. */
  hasControlPort: boolean
  /** One connection carries the control through all hop limits, and one the trigger. */
  oneConnection: boolean
  /** How often the hop limits are tried on which the place depends: 3, or more where the paths differ. */
  samples: number
  /** Of the network: see `Abilities`. */
  filtersHopLimit: boolean
  seesPackets: boolean
  setsDscp: boolean
}
