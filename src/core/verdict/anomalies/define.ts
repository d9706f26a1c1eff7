import type { CaseFile, Segment } from '../../casefile/model.js'
import type { Clue } from '../origin.js'
import type { Severity } from '../severity.js'

export type AnomalyKind =
  | 'injected-fin'
  | 'injected-response'
  | 'icmp-reject'
  | 'blackhole'
  | 'packet-loss'
  | 'tampered-content'

/** Something other than a reset that went wrong in a connection. */
export interface Anomaly<Facts extends object = object> {
  kind: AnomalyKind
  severity: Severity
  frame: number
  frames: number[]
  who: 'client' | 'server' | 'middlebox' | 'unknown'
  confidence: number
  /** What tells who made its packet, where that was weighed. */
  clues?: Clue[]
  /** The packet that set it off, if one did. */
  trigger?: Segment
  facts: Facts
}

export interface Detector<Kind extends AnomalyKind, Facts extends object> {
  readonly kind: Kind
  detect(file: CaseFile): Anomaly<Facts>[]
}

export function defineDetector<const Kind extends AnomalyKind, Facts extends object>(
  detector: Detector<Kind, Facts>,
): Detector<Kind, Facts> {
  return detector
}
