/** The one plain sentence about a reset: who, by what signs, set off by what, why. */
import { seconds } from '../format.js'
import type { ResetSummary, Scene, Signs, TriggerPhrase, Words } from '../types.js'
import { frames, list } from './terms.js'

export const trigger: Words['trigger'] = {
  syn: 'the SYN',
  'syn-ack': 'the SYN-ACK',
  ack: 'the ACK',
  'client-hello': 'the ClientHello',
  'http-request': 'the HTTP request',
  data: 'the data',
  fin: 'the FIN',
  'keep-alive': 'the keep-alive probe',
  idle: 'an idle time',
  none: 'nothing',
  unknown: 'an unknown packet',
}

export const triggerWhy: Words['triggerWhy'] = {
  'only-one-fits': "the reset's numbers fit no other packet",
  'one-round-trip': "several packets fit the reset's numbers; this one left the time of a round trip",
  'carries-content': "several packets fit the reset's numbers; this one carries something to react to",
  nearest: "several packets fit the reset's numbers; this one is the nearest in time",
  'own-timer': 'it answers no packet: it came at the end of a silence',
  'own-decision': 'it answers no packet: it carries the numbers of a connection that its owner ends',
  'nothing-fits': "no packet before it fits the reset's numbers",
}

export function summary(reset: ResetSummary, scene: Scene): string {
  const parts =
    reset.who === 'middlebox'
      ? forged(reset, scene)
      : reset.who === 'unknown'
        ? open(reset, scene)
        : genuine(reset, scene)
  if (reset.payload) parts.push(`It carries the text "${reset.payload}".`)
  if (reset.effect === 'ignored') parts.push(`The ${scene.receiver} did not accept it and went on.`)
  return parts.join(' ')
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const REASON = { sure: 'Reason', probable: 'Probable reason', possible: 'Possible reason' }

function forged(
  { frames: numbers, forForgery, trigger: set, because, sureness }: ResetSummary,
  scene: Scene,
): string[] {
  const one = numbers.length === 1
  const who = `${capital(frames(numbers))} ${one ? 'was' : 'were'} forged by a device on the path, not sent by the ${scene.accused}`
  const signs = one ? `${who}: ${clauses(forForgery)}.` : `${who}. Signs of the first: ${clauses(forForgery)}.`
  const reason = because ? `${REASON[sureness]}: ${because}.` : 'The capture does not show why.'
  return [signs, `${one ? 'It was' : 'They were'} ${setOff(set)}.`, reason]
}

/** Clauses are long: even two of them want a comma, and those with commas inside want more. */
export function clauses(items: string[]): string {
  if (items.length < 2 || items.some((item) => item.includes(', '))) return items.join('; ')
  return `${items.slice(0, -1).join(', ')}, and ${items.at(-1)}`
}

function setOff({ kind, frame, also, why }: TriggerPhrase): string {
  if (kind === 'idle') return 'sent at the end of a silence'
  if (!frame) return 'set off by no packet that the capture shows'
  const first = named(kind, frame)
  const others = also.slice(0, 3)
  if (others.length === 0) return `set off by ${first}`
  if (why === 'carries-content' && CONTENT.has(kind))
    return `set off by ${first}, though the numbers fit ${frames(others.map((p) => p.frame))} as well`
  const all = list([first, ...others.map((p) => named(p.kind, p.frame))], 'or')
  const likelier =
    why === 'carries-content' && others.every((p) => p.kind === 'ack')
      ? `, though ${trigger[kind]} is the likelier`
      : ''
  return `set off by ${all}: the numbers fit ${others.length === 1 ? 'both' : 'all'}${likelier}`
}

/** Packets that give a filter something to read. */
const CONTENT: ReadonlySet<string> = new Set(['client-hello', 'http-request', 'data'])

const named = (kind: TriggerPhrase['kind'], frame: string): string => `${trigger[kind]} (frame ${frame})`

function genuine({ frames: numbers, trigger: set, because, sureness, idle }: ResetSummary, scene: Scene): string[] {
  const did = `The ${scene.accused} itself reset the connection (${frames(numbers)})`
  const answer = set.frame ? ` in answer to ${named(set.kind, set.frame)}` : ''
  if (because) return [`${did}${answer}${BECAUSE[sureness]} ${because}.`]
  const silence = set.kind === 'idle' ? ` after ${seconds(idle)} of silence` : ''
  return [`${did}${answer}${silence}; the capture does not show why.`]
}

const BECAUSE = { sure: ' because', probable: ', probably because', possible: ', possibly because' }

function open({ frames: numbers, undecided, forForgery, forEnd }: ResetSummary, scene: Scene): string[] {
  const which = capital(frames(numbers))
  if (undecided === 'scrambled')
    return [
      `${which} has RST set together with SYN or FIN: no stack sends that, and it may be damaged, crafted or a scanner's. Nobody is named as its sender.`,
    ]
  if (undecided === 'alone')
    return [`${which} cannot be attributed: the capture holds no other packet of the ${scene.accused} to compare with.`]
  if (undecided === 'hidden')
    return [
      `Whether the ${scene.accused} or a device beside it sent ${frames(numbers)} cannot be told here: nothing in it is foreign to the ${scene.accused}, but hosts do not lose a connection that they have just opened, and filters cut at the packet that names a host or a resource.`,
    ]
  if (undecided === 'elsewhere')
    return [
      `The captured ${scene.accused} did not send ${frames(numbers)}: a device close to the ${scene.accused} made it, or another machine with the same address.`,
    ]
  return openBetween(frames(numbers), { forForgery, forEnd }, scene)
}

/** Both may have sent it, and what speaks for each. */
export function openBetween(what: string, { forForgery, forEnd }: Signs, scene: Scene): string[] {
  const device =
    forForgery.length > 0 ? `For a device speaks that ${clauses(forForgery)}.` : 'Nothing speaks for a device.'
  const end =
    forEnd.length > 0
      ? `For the ${scene.accused} speaks that ${clauses(forEnd)}.`
      : `Nothing speaks for the ${scene.accused}.`
  return [`Whether the ${scene.accused} or a device on the path sent ${what} is open.`, device, end]
}
