/** A finding and an experiment together, in words. */
import { agreementOf, combine, type Experiment } from '../../core/report/combine.js'
import type { Finding } from '../../core/report/model.js'
import type { Combined } from '../../core/report/probe-model.js'
import { type Language, words } from '../../core/words/index.js'
import { combinedWords } from './words/index.js'
import type { CombinedFacts } from './words/types.js'

export function combinedOf(finding: Finding, experiment: Experiment, language: Language): Combined {
  const said = combinedWords[language]
  const { steps, ...belief } = combine(finding, experiment)
  const facts: CombinedFacts = {
    finding: finding.id,
    found: causeName(finding, finding.cause.id, language),
    foundWho: words[language].who[finding.origin.who],
    place: belief.place,
    now: {
      who: belief.origin,
      whoName: words[language].who[belief.origin.who],
      cause: belief.cause,
      causeName: causeName(finding, belief.cause.id, language),
    },
  }
  const told = steps.map((step) => ({ ...step, text: said.reason[step.reason](facts, step.does) }))
  const isMoved = steps.some(({ does }) => does !== 'leaves')
  const texts = [...told.map(({ text }) => text), isMoved ? said.believed(facts) : said.stands(facts)]
  return {
    finding: finding.id,
    agreement: agreementOf({ steps }),
    ...belief,
    steps: told,
    text: texts.join(said.separator),
  }
}

/** What is no reset has no cause of the list: its kind says what it is. */
function causeName({ kind }: Finding, id: Combined['cause']['id'], language: Language): string {
  const said = words[language]
  if (id !== 'unknown') return said.cause[id].name
  return kind === 'reset' ? said.unknownCause : said.kind[kind]
}
