/** The table of an experiment as the report shows it, in words. */
import type { Finding } from '../../core/report/model.js'
import type { Attempt, MatrixProbe, MatrixRow, MatrixVerdict } from '../../core/report/probe-model.js'
import type { Language } from '../../core/words/types.js'
import { combinedOf } from '../combined/report.js'
import { shownPath, shownUrl } from '../request.js'
import { probeWords } from '../words/index.js'
import type { MatrixFacts, ProbeWords } from '../words/types.js'
import { factors } from './factors.js'
import type { MatrixResult } from './run.js'
import {
  endsOf,
  type Failure,
  isComparable,
  isOk,
  isOwn,
  of,
  passes,
  type Table,
  type Trial,
  variantsIn,
  works,
} from './table.js'
import { type Judgement, judge, residualIn } from './verdict.js'

export interface MatrixReportOptions {
  language: Language
  /** RFC 3339, UTC. */
  startedAt: string
  /** The finding that the request was taken from. */
  finding?: Finding
}

export function matrixProbe(result: MatrixResult, { language, startedAt, finding }: MatrixReportOptions): MatrixProbe {
  const { request, addresses, table, durationSeconds, stopped } = result
  const said = probeWords[language]
  const judged: Judgement =
    addresses.length === 0 && !stopped ? { id: 'no-address', cures: [], hints: [] } : judge(table)
  const facts = factsOf(result, judged)
  const verdict = verdictOf(judged, facts, said)
  const probe: MatrixProbe = {
    kind: 'matrix',
    summary: said.verdict[judged.id].summary(facts),
    startedAt,
    durationSeconds,
    target: {
      url: shownUrl(request),
      name: request.name,
      addresses,
      port: request.port,
      ...(request.scheme === 'https' && { serverName: request.serverName }),
      ...(request.scheme !== 'tcp' && { host: request.host }),
    },
    ...(stopped === 'interrupted' && { interrupted: true }),
    rows: variantsIn(table).map((variant) => rowOf(of(table, variant.id), judged.fails, said)),
    attempts: table.map(attemptOf),
    verdict,
    ...(facts.residual && { residual: facts.residual }),
  }
  return finding ? { ...probe, combined: combinedOf(finding, probe, language) } : probe
}

function factsOf(
  { request, addresses, neutral, table, residual, resolveError, stopped }: MatrixResult,
  judged: Judgement,
): MatrixFacts {
  const given = of(table, 'given')
  const control = of(table, 'control').filter(({ afterFailure }) => !afterFailure)
  const variants = new Map(variantsIn(table).map((variant) => [variant.id, variant]))
  const detail = table.find(({ variant, outcome }) => isOwn(variant) && outcome === judged.fails?.outcome)?.detail
  return {
    url: shownUrl(request),
    plainUrl: shownUrl({ ...request, path: request.path.replace(/\?.*$/s, '') }),
    name: request.name,
    address: table[0]?.variant.exchange.address ?? addresses[0] ?? '',
    port: request.port,
    serverName: request.serverName,
    host: request.host,
    path: shownPath(request.path),
    neutral,
    given: { passed: given.filter(isOk).length, tries: given.length },
    control: { passed: control.filter(works).length, tries: control.length },
    fails: judged.fails && { ...judged.fails, detail },
    cures: judged.cures.map((cure) => ({ ...cure, variant: variants.get(cure.row)! })),
    hints: judged.hints,
    tried: factors.map(({ id }) => id).filter((id) => table.some(({ variant }) => variant.factor === id)),
    notTheServer: judged.notTheServer,
    wrongCertificate: judged.wrongCertificate,
    residual: residualIn(table, residual),
    resolveError,
    stopped,
  }
}

function verdictOf({ id, fails, cures, notTheServer }: Judgement, facts: MatrixFacts, said: ProbeWords): MatrixVerdict {
  return {
    id,
    ...(fails && { fails }),
    cures,
    ...(notTheServer && { notTheServer }),
    meaning: meaningOf(id, facts, said),
    next: said.verdict[id].next(facts),
  }
}

/** Verdicts on something that is done to the connection: who does it is another question. */
const DONE_BY_SOMEBODY: ReadonlySet<Judgement['id']> = new Set([
  'blocked-address',
  'blocked-port',
  'blocked-sni',
  'blocked-host',
  'blocked-url',
  'blocked-content',
])

function meaningOf(id: Judgement['id'], facts: MatrixFacts, said: ProbeWords): string[] {
  const { always } = said
  const { notTheServer, residual, wrongCertificate, hints, stopped } = facts
  return [
    ...(stopped ? [always.stopped[stopped]] : []),
    ...said.verdict[id].meaning(facts),
    ...(notTheServer ? [always.notTheServer(notTheServer)] : DONE_BY_SOMEBODY.has(id) ? [always.whoIsOpen(facts)] : []),
    ...(facts.cures.length > 0 ? [always.chance(facts.cures)] : []),
    ...(residual ? [always.residual(residual)] : []),
    ...(wrongCertificate ? [always.wrongCertificate(wrongCertificate)] : []),
    ...(hints.length > 0 ? [always.hints([...new Set(hints)].map((factor) => said.factor[factor]))] : []),
  ]
}

function rowOf(trials: Table, failure: Failure | undefined, said: ProbeWords): MatrixRow {
  const { id, factor } = trials[0].variant
  const past = (trial: Trial): boolean => (failure ? passes(trial, failure) : works(trial))
  const comparable = failure === undefined || trials.some((trial) => isComparable(trial, failure))
  return {
    id,
    ...(factor && { factor }),
    text: said.variant(trials[0].variant),
    tries: trials.length,
    passed: trials.filter(past).length,
    ends: endsOf(trials),
    ...(!comparable && { notComparable: said.text.notComparable }),
  }
}

function attemptOf(trial: Trial): Attempt {
  const { variant, stage, quiet, afterFailure, time, phase, outcome } = trial
  const { connectSeconds, endSeconds, status, detail, certificate } = trial
  return {
    row: variant.id,
    stage,
    quiet,
    ...(afterFailure && { afterFailure }),
    address: variant.exchange.address,
    port: variant.exchange.port,
    time,
    phase,
    outcome,
    connectSeconds,
    endSeconds,
    status,
    detail,
    ...(certificate && {
      certificate: { subject: certificate.subject, issuer: certificate.issuer, matchesName: certificate.matchesName },
    }),
  }
}
