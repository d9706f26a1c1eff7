/** One observation understood: which events answer the packet in question, and how. */
import type { ConnectionEvent, SeenPacket } from '../network.js'
import type { Answer, Observation, Reading } from './model.js'

export function readObservation(observation: Observation): Reading {
  const { experiment, events, packets = [], sentAt, timeExceeded = 0 } = observation
  const isSyn = experiment.packet === 'syn'
  const ofPacket = isSyn
    ? events
    : events.filter(({ time, kind }) => sentAt !== undefined && time >= sentAt && kind !== 'connected')
  const icmp = ofPacket.filter((event) => event.kind === 'icmp')
  const exceeded = icmp.filter(({ type }) => type === 'time-exceeded')
  return {
    experiment,
    sent: isSyn || sentAt !== undefined,
    answers: ofPacket.flatMap(answerOf),
    routers: [...new Set(exceeded.flatMap(({ from }) => from ?? []))],
    exceeded: exceeded.length > 0,
    exceededElsewhere: exceeded.length === 0 && timeExceeded > 0,
    unreachable: icmp.length > exceeded.length,
    reset: packets.find(({ flags }) => flags.includes('R')),
    serverHopLimit: packets.find(isSynAck)?.hopLimit,
    failure: events.find((event) => event.kind === 'failed')?.code,
  }
}

const ANSWERS: Readonly<Partial<Record<ConnectionEvent['kind'], Answer>>> = {
  connected: 'connected',
  refused: 'refused',
  reset: 'reset',
  data: 'data',
  fin: 'fin',
}

const answerOf = ({ kind }: ConnectionEvent): Answer[] => (ANSWERS[kind] ? [ANSWERS[kind]] : [])

const isSynAck = ({ flags }: SeenPacket): boolean => flags.includes('S') && flags.includes('.')

/** Killed by a reset. */
export const isReset = ({ answers }: Reading): boolean => answers.includes('reset') || answers.includes('refused')

/** Somebody got the packet in question and answered it, well or badly. */
export const isAnswered = ({ answers }: Reading): boolean => answers.length > 0

/** Answered as a server answers. */
export const isServed = ({ answers }: Reading): boolean => answers.includes('data') || answers.includes('connected')
