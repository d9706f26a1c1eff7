/** How much attention a finding deserves, in Wireshark's words. What happens every day without harm is `info`. */
import type { EarlierReset } from './causes/define.js'
import type { ResetVerdict } from './judgement.js'

export type Severity = 'info' | 'note' | 'warn' | 'error'

const ORDER: Severity[] = ['info', 'note', 'warn', 'error']

export const atLeast = (severity: Severity, floor: Severity): boolean => ORDER.indexOf(severity) >= ORDER.indexOf(floor)

type Judged = Omit<ResetVerdict, 'severity'>

export function severityOf(verdict: Judged, earlier: EarlierReset[]): Severity {
  const { origin, effect, causes } = verdict
  const id = causes[0]?.id
  if (origin.who === 'middlebox') return severityOfForged(verdict, earlier)
  if (origin.who === 'unknown') return effect === 'ignored' || isOver(verdict) ? 'note' : 'warn'
  if (causes[0]?.benign || isOver(verdict)) return 'info'
  if (id === 'no-such-connection' && followsReset(verdict)) return 'info'
  if (id === 'abort' || id === 'unread-data' || id === 'idle-timeout') return isClientLeaving(verdict) ? 'note' : 'warn'
  return id === undefined || effect === 'ignored' ? 'note' : 'warn'
}

/** A forgery that came when both ends were done with the connection harms nobody. */
function severityOfForged(verdict: Judged, earlier: EarlierReset[]): Severity {
  if (isOver(verdict) || earlier.some((e) => e.who === 'client' || e.who === 'server')) return 'note'
  if (verdict.causes[0]?.id === 'middlebox-idle-timeout') return 'warn'
  return verdict.effect === 'ignored' ? 'warn' : 'error'
}

/** A FIN came before: whoever reset had nothing more to lose. Unread data is lost all the same. */
function isOver({ situation, context, causes }: Judged): boolean {
  const { ownFin, peerFin } = situation
  if (causes[0]?.id === 'keepalive-race' || causes[0]?.id === 'early-response') return false
  if (peerFin && ownFin) return true
  return (ownFin !== undefined || peerFin !== undefined) && context.form !== 'refusal'
}

const followsReset = ({ situation }: Judged): boolean =>
  situation.peerReset !== undefined || situation.ownReset !== undefined

/** A client that leaves while it is served lost nothing that it still wanted. */
const isClientLeaving = ({ origin, situation }: Judged): boolean =>
  origin.who === 'client' && situation.lastData?.from === 'server'
