/** The readings as the report shows them: a table by hop, the verdict in words. */

import type { Finding } from '../../core/report/model.js'
import type {
  LocateFinding,
  LocateHop,
  LocateProbe,
  LocateSign,
  LocateVerdict,
  ProbeTarget,
  Router,
} from '../../core/report/probe-model.js'
import type { Language } from '../../core/words/types.js'
import { combinedOf } from '../combined/report.js'
import { FULL_HOP_LIMIT, type LocateOptions, type Reading, type Role } from './model.js'
import type { Run } from './run.js'
import { isPlain } from './tally.js'
import { judge } from './verdict.js'
import { locateWords } from './words/index.js'
import type { LocateFacts, LocateWords, Payload } from './words/types.js'

export interface LocateReportOptions {
  language: Language
  /** RFC 3339, UTC. */
  startedAt: string
  durationSeconds: number
  target: ProbeTarget
  address: string
  trigger: Payload
  control?: Payload
  /** Shell words that name the same target and trigger to another command. */
  again: string
  options: LocateOptions
  /** The finding that the target was taken from. */
  finding?: Finding
  /** What is known of a router besides its address. */
  describe?(address: string): Omit<Router, 'address'>
}

export function locateProbe({ readings, interrupted }: Run, how: LocateReportOptions): LocateProbe {
  const { language, startedAt, durationSeconds, target, address, options } = how
  const said = locateWords[language]
  const found = judge(readings, options)
  const hops = hopsOf(readings, how.describe)
  const facts = factsOf(found, hops, interrupted, how)
  const probe: LocateProbe = {
    kind: 'locate',
    summary: said.summary[found.outcome](facts),
    startedAt,
    durationSeconds,
    target,
    address,
    ...(interrupted && { interrupted: true }),
    trigger: said.payload(facts.trigger),
    ...(facts.control && { control: said.payload(facts.control) }),
    packetsSeen: options.seesPackets,
    hops,
    verdict: verdictOf(found, facts, said),
  }
  return how.finding ? { ...probe, combined: combinedOf(how.finding, probe, language) } : probe
}

function factsOf(
  finding: LocateFinding,
  hops: readonly LocateHop[],
  interrupted: boolean,
  { target, address, trigger, control, again, options }: LocateReportOptions,
): LocateFacts {
  // A connection that never came about was blocked at its SYN, whatever it was to carry.
  const isSyn = finding.packet === 'syn'
  const silent = hops.filter(({ hop, routers }) => routers.length === 0 && hop < (finding.distance ?? 0))
  return {
    ...finding,
    again,
    server: address,
    trigger: isSyn ? { kind: 'syn', port: target.port } : trigger,
    control: isSyn ? undefined : control,
    router: (hop) => hops.find((one) => one.hop === hop)?.routers[0]?.address,
    silent: silent.map(({ hop }) => hop),
    packetsSeen: options.seesPackets,
    oneConnection: options.oneConnection && !isSyn,
    interrupted,
    triggers: hops.reduce((sum, one) => sum + one.trigger.length, 0),
    ipVersion: address.includes(':') ? 6 : 4,
  }
}

function verdictOf(finding: LocateFinding, facts: LocateFacts, said: LocateWords): LocateVerdict {
  return { ...finding, meaning: meaningOf(facts, said), next: said.next[finding.outcome](facts) }
}

function meaningOf(facts: LocateFacts, { meaning }: LocateWords): string[] {
  const { outcome, failure, interrupted } = facts
  const first = interrupted ? [meaning.interrupted] : []
  switch (outcome) {
    case 'reset':
    case 'answered':
    case 'swallowed':
      return [...first, ...meaningOfPlace(facts, meaning)]
    case 'failed':
      return [...first, meaning.failed(failure ?? '?')]
    default:
      return [...first, meaning[outcome]]
  }
}

function meaningOfPlace(facts: LocateFacts, meaning: LocateWords['meaning']): string[] {
  const { outcome, place, atServer, path, copiesHopLimit, hopLimitPlace, mark, ipVersion } = facts
  const paths = { in: meaning.inPath, on: meaning.onPath, unknown: meaning.pathUnknown }
  const says: [boolean, string][] = [
    [outcome === 'answered', meaning.answered],
    [atServer, meaning.atServer(facts)],
    [!atServer && place?.max !== undefined, meaning.interval(facts)],
    [outcome === 'reset' && !atServer, paths[path](facts)],
    [copiesHopLimit, meaning.copies(facts)],
    [hopLimitPlace !== undefined, meaning.hopLimit(facts)],
    [mark === 'mirrored', meaning.mirrored],
    [mark === 'cleared' && ipVersion === 4, meaning.cleared],
    [facts.controlToo, meaning.controlToo(facts)],
    [facts.varies, meaning.varies],
    [facts.distance === undefined, meaning.noFarEnd],
    [facts.silent.length > 0, meaning.silent(facts.silent)],
    [facts.oneConnection, meaning.oneConnection],
    [!facts.packetsSeen, meaning.noPackets],
  ]
  return says.filter(([holds]) => holds).map(([, text]) => text)
}

/** Searches for a hop limit and marked packets are not of the table: they answer another question. */
function hopsOf(readings: readonly Reading[], describe?: LocateReportOptions['describe']): LocateHop[] {
  const plain = readings.filter(({ experiment }) => isPlain(experiment))
  const limits = [...new Set(plain.map(({ experiment }) => experiment.hopLimit))].sort((a, b) => a - b)
  return limits.map((hop) => {
    const here = plain.filter(({ experiment }) => experiment.hopLimit === hop)
    const signs = (role: Role) => here.filter(({ experiment }) => experiment.role === role).map(signsOf)
    const addresses = hop === FULL_HOP_LIMIT ? [] : [...new Set(here.flatMap(({ routers }) => routers))]
    const routers = addresses.map((address) => ({ address, ...describe?.(address) }))
    return { hop, routers, route: signs('route'), control: signs('control'), trigger: signs('trigger') }
  })
}

export function signsOf({ sent, answers, exceeded, exceededElsewhere, unreachable }: Reading): LocateSign[] {
  if (!sent) return ['unsent']
  return [
    ...new Set(answers),
    ...(exceeded || exceededElsewhere ? ['exceeded' as const] : []),
    ...(unreachable ? ['unreachable' as const] : []),
  ]
}
