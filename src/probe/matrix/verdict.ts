/** What the table of an experiment means: pure, and careful. A factor counts only when chance is excluded. */
import type { Cure, FactorId, MatrixVerdict, MatrixVerdictId, ResidualBlock } from '../../core/report/probe-model.js'
import { isElsewhere } from './factors.js'
import { chanceOf } from './fisher.js'
import {
  type Failure,
  isComparable,
  isOk,
  isOwn,
  of,
  passes,
  type Table,
  type Trial,
  usualFailure,
  variantsIn,
  works,
} from './table.js'
import type { Variant } from './variant.js'

/** A difference that chance makes more often than this is not taken for one. */
const MOST_CHANCE = 0.01
/** What came within this share of the fastest round trip did not come from the server. */
const TOO_SOON = 0.7
/** And by so much sooner, in seconds: clocks and schedulers are not exact. */
const SOONER_BY = 0.002
const ENOUGH_ENDS = 3

export type Judgement = Pick<MatrixVerdict, 'id' | 'fails' | 'cures' | 'notTheServer'> & {
  /** What was tried once and might help, had it been tried more often. */
  hints: FactorId[]
  /** Certificates were for other names than the one asked for. */
  wrongCertificate?: { subject: string; issuer: string }
}

interface Facts {
  table: Table
  failure: Failure
  cures: Cure[]
  /** Factors that were tried in a comparable way. */
  tried: Set<FactorId>
  given: Variant
  notTheServer?: Judgement['notTheServer']
}

export function judge(table: Table): Judgement {
  const given = of(table, 'given')
  const wrongCertificate = wrongCertificateIn(given)
  const base = { cures: [], hints: [], ...(wrongCertificate && { wrongCertificate }) }
  if (table.some(({ variant, outcome }) => isOwn(variant) && outcome === 'failed')) return { ...base, id: 'cannot-try' }
  if (given.length === 0) return { ...base, id: 'unknown' }
  const usual = usualFailure(given)
  if (!usual) return judgeWorking(table, given, base)
  const fails = { ...usual, of: given.length }
  const notTheServer = soonerThanServer(
    table,
    given.filter((trial) => !isOk(trial)),
  )
  if (usual.count < given.length) return { ...base, id: unsteady(table, given), fails }
  const all = comparisons(table, usual)
  const cures = all.filter(({ chance }) => chance <= MOST_CHANCE)
  const hints = all.filter(({ chance, passed }) => chance > MOST_CHANCE && passed > 0).map(({ factor }) => factor)
  const tried = new Set(
    table.filter((trial) => isComparable(trial, usual)).flatMap(({ variant }) => variant.factor ?? []),
  )
  const facts = { table, failure: usual, cures, tried, given: given[0].variant, notTheServer }
  return { ...base, id: nameOf(facts), fails, cures, hints, ...(notTheServer && { notTheServer }) }
}

/** All is well, unless the answers were there before the server's could be. */
function judgeWorking(table: Table, given: Table, base: Pick<Judgement, 'cures' | 'hints'>): Judgement {
  const plain = given.filter(({ variant }) => variant.exchange.http && !variant.exchange.tls)
  const notTheServer = soonerThanServer(table, plain)
  return notTheServer ? { ...base, id: 'altered-answer', notTheServer } : { ...base, id: 'nothing-wrong' }
}

/** Every variant that was confirmed, against the request in the same stretch of time; the more are compared, the more may be chance. */
function comparisons(table: Table, failure: Failure): Cure[] {
  const confirmed = table.filter((trial) => trial.stage === 'confirm' && trial.quiet && isComparable(trial, failure))
  const count = (id: string) => {
    const trials = of(confirmed, id)
    return { tries: trials.length, passed: trials.filter((trial) => passes(trial, failure)).length }
  }
  const variants = variantsIn(confirmed).filter(({ factor }) => factor !== undefined)
  return variants
    .map((variant) => ({ variant, ...count(variant.id) }))
    .map(({ variant, passed, tries }) => ({
      factor: variant.factor!,
      row: variant.id,
      passed,
      tries,
      chance: Math.min(1, chanceOf({ passed, tries }, count('given')) * variants.length),
    }))
}

function nameOf(facts: Facts): MatrixVerdictId {
  const { failure } = facts
  if (failure.outcome === 'altered') return facts.cures.length > 0 || facts.notTheServer ? 'altered-answer' : 'unknown'
  if (failure.outcome === 'answered') return 'server-declines'
  if (failure.phase === 'connect') return nameAtConnect(facts)
  return failure.phase === 'hello' ? nameAtHello(facts) : nameAtRequest(facts)
}

/** A closed port refuses too: only silence, or an answer that cannot be the server's, is a block. */
function nameAtConnect({ cures, failure, tried, notTheServer }: Facts): MatrixVerdictId {
  const helps = helpsIn(cures)
  if (helps('port') || helps('tls')) {
    return failure.outcome === 'refused' && !notTheServer ? 'port-refused' : 'blocked-port'
  }
  return helps('address') && tried.has('port') ? 'blocked-address' : 'unknown'
}

/** The name counts only when another name is answered: a server may well want one, or turn away names it does not serve. */
function nameAtHello({ cures, given }: Facts): MatrixVerdictId {
  const helps = helpsIn(cures)
  const otherName = cures.some(({ row, factor }) => factor === 'server-name' && row !== 'server-name none')
  if (otherName) return given.exchange.tls?.serverName === undefined ? 'needs-server-name' : 'blocked-sni'
  if (helps('address')) return 'blocked-address'
  return helps('port') ? 'blocked-port' : 'unknown'
}

function nameAtRequest(facts: Facts): MatrixVerdictId {
  const { cures, given } = facts
  const helps = helpsIn(cures)
  const inRequest = helps('path') || helps('query') || helps('method')
  if (given.exchange.tls) {
    if (helps('server-name')) return nameAtHello(facts)
    if (helps('host') || inRequest) return 'inside-tls'
  } else {
    if (helps('host')) return inRequest ? 'blocked-url' : 'blocked-host'
    if (inRequest) return 'blocked-content'
  }
  if (helps('address')) return 'blocked-address'
  return helps('port') ? 'blocked-port' : 'unknown'
}

const helpsIn =
  (cures: readonly Cure[]) =>
  (factor: FactorId): boolean =>
    cures.some((cure) => cure.factor === factor)

/** Lost packets end in silence and strike harmless connections as well. */
function unsteady(table: Table, given: Table): MatrixVerdictId {
  const failed = given.filter((trial) => !isOk(trial))
  const silent = failed.filter(({ outcome }) => outcome === 'timeout').length
  const controls = of(table, 'control').filter(({ afterFailure }) => !afterFailure)
  const count = (trials: Table) => ({ passed: trials.filter(works).length, tries: trials.length })
  const onlyGiven = controls.length > 0 && chanceOf(count(controls), count(given)) <= MOST_CHANCE
  return silent > failed.length / 2 && !onlyGiven ? 'packet-loss' : 'unsteady'
}

/**
 * Did what ended the connections, or answered the request, come sooner than the fastest round trip to that address? Then
 * something nearer sent it. A busy machine notices some of them late: most of them is enough.
 */
function soonerThanServer(table: Table, trials: Table): Judgement['notTheServer'] {
  const ends = trials
    .filter(({ outcome }) => SENT.has(outcome))
    .map(({ endSeconds }) => endSeconds ?? Number.POSITIVE_INFINITY)
  const address = trials[0]?.variant.exchange.address
  const roundTrips = table
    .filter(({ variant, connectSeconds }) => variant.exchange.address === address && connectSeconds !== undefined)
    .map(({ connectSeconds }) => connectSeconds!)
  if (roundTrips.length < ENOUGH_ENDS) return undefined
  const roundTripSeconds = Math.min(...roundTrips)
  const sooner = ends.filter((end) => end < roundTripSeconds * TOO_SOON && roundTripSeconds - end >= SOONER_BY)
  if (sooner.length < ENOUGH_ENDS || sooner.length <= ends.length / 2) return undefined
  return { count: sooner.length, of: ends.length, endSeconds: Math.max(...sooner), roundTripSeconds }
}

/** Ends that somebody sent. */
const SENT = new Set(['ok', 'reset', 'refused', 'eof', 'altered'])

function wrongCertificateIn(given: Table): Judgement['wrongCertificate'] {
  const wrong = given.flatMap(({ certificate }) => (certificate && !certificate.matchesName ? [certificate] : []))
  return wrong[0] && { subject: wrong[0].subject, issuer: wrong[0].issuer }
}

/** Do harmless connections fail after a failure, and not otherwise? */
export function residualIn(table: Table, lasted: readonly { min: number; max: number }[]): ResidualBlock | undefined {
  const controls = of(table, 'control')
  const after = controls.filter(({ afterFailure }) => afterFailure)
  const before = controls.filter(({ quiet }) => quiet)
  const failed = (trials: Table) => trials.filter((trial: Trial) => !works(trial)).length
  const chance = chanceOf(
    { passed: failed(after), tries: after.length },
    { passed: failed(before), tries: before.length },
  )
  if (failed(after) === 0 || chance > MOST_RESIDUAL_CHANCE) return undefined
  const seconds = lasted.length > 0 && { min: lasted[0].min, max: lasted[0].max }
  const keepsOut = keptOutIn(table)
  return { failed: failed(after), of: after.length, ...(seconds && { seconds }), ...(keepsOut && { keepsOut }) }
}

/**
 * What was tried at another port during the block counts only while a control behind it still failed. That it fails there
 * too counts only when it fails each time and works afterwards (before, the screening found it open); one silence may be
 * a lost packet.
 */
function keptOutIn(table: Table): ResidualBlock['keepsOut'] {
  const during = table.filter(({ variant, quiet }) => isElsewhere(variant) && !quiet)
  const [first] = during
  if (!first) return undefined
  const { id, exchange } = first.variant
  const next = table.slice(table.indexOf(during[during.length - 1])).find(({ variant }) => variant.id === 'control')
  if (!next || works(next)) return undefined
  const otherPort = exchange.port
  if (works(during[during.length - 1])) return { by: 'address-and-port', otherPort }
  const quiet = of(table, id).filter((trial) => trial.quiet)
  const isOpen = quiet.length >= 1 && quiet.every(works)
  const isSure = during.length > 1 || first.outcome !== 'timeout'
  return isOpen && isSure ? { by: 'address', otherPort } : undefined
}

/** Less strict: it only explains, and blames nothing. */
const MOST_RESIDUAL_CHANCE = 0.05
