/** The list of what can go wrong besides resets. A new one is a file, a line here, its words, its page and its story. */
import type { CaseFile } from '../../casefile/model.js'
import { blackhole } from './blackhole.js'
import type { Anomaly, Detector } from './define.js'
import { icmpReject } from './icmp-reject.js'
import { injectedFin } from './injected-fin.js'
import { injectedResponse } from './injected-response.js'
import { packetLoss } from './packet-loss.js'
import { tamperedContent } from './tampered-content.js'

export const detectors = [blackhole, icmpReject, injectedFin, injectedResponse, tamperedContent, packetLoss] as const

type Listed = (typeof detectors)[number]
export type DetectedKind = Listed['kind']
/** What an anomaly's words are made from. */
export type AnomalyFactsOf<Kind extends DetectedKind> =
  Extract<Listed, { kind: Kind }> extends Detector<Kind, infer Facts> ? Facts : never

export function findAnomalies(file: CaseFile): Anomaly[] {
  return detectors.flatMap((detector): Anomaly[] => detector.detect(file))
}
