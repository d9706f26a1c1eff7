/** What a finding and an experiment say together, once per language; a sentence that is missing in one does not compile. */
import type { Combined, CombinedReason, CombinedStep } from '../../../core/report/probe-model.js'

export interface CombinedFacts {
  /** Id of the finding. */
  finding: string
  /** Its cause, by name. */
  found: string
  /** Who the capture says it was. */
  foundWho: string
  /** Where both put it. */
  place: Combined['place']
  now: { who: Combined['origin']; whoName: string; cause: Combined['cause']; causeName: string }
}

export interface CombinedWords {
  /** Whole sentences. */
  reason: Readonly<Record<CombinedReason, (facts: CombinedFacts, does: CombinedStep['does']) => string>>
  /** What is believed now. */
  believed(facts: CombinedFacts): string
  /** The finding stays as it is. */
  stands(facts: CombinedFacts): string
  /** Between sentences. */
  separator: string
}
