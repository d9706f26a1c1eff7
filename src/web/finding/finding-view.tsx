/** One finding in depth. */
import { useId } from 'preact/hooks'
import type { Finding, Report } from '../../core/report/model.js'
import type { Series } from '../../core/report/series.js'
import { type Language, words } from '../../core/words/index.js'
import { findingWords } from '../words/finding.js'
import { Advice, Settle } from './advice.js'
import { Glance } from './glance.js'
import { Ladder } from './ladder.js'
import { Ledger } from './ledger.js'
import { Path } from './path.js'
import { Plots } from './plots.js'
import type { View } from './view.js'

export interface FindingViewProps {
  report: Report
  finding: Finding
  /** Packets of the connection, for the plots; without them there are none. */
  series?: Series
  /** That of the report: its texts and those of this view stand side by side. */
  language: Language
}

export function FindingView({ report, finding, series, language }: FindingViewProps) {
  const id = useId()
  const view: View = { report, finding, said: words[language], own: findingWords[language], id }
  return (
    <article class="fv" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <Glance view={view} />
      <Path view={view} />
      <Ladder view={view} />
      {series && <Plots key={finding.id} view={view} series={series} />}
      <Ledger view={view} />
      <Advice view={view} />
      <Settle view={view} />
    </article>
  )
}
