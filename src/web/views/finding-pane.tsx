/** The chosen finding in full, in its own part of the page. */
import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import type { Answers } from '../answers.js'
import { FindingView } from '../finding/index.js'
import { type Overview, reportWith } from '../overview.js'
import { useDetail } from '../state/detail.js'
import { useSaid } from '../state/said.js'
import { Icon } from './icons.js'

interface FindingPaneProps {
  answers: Answers
  overview: Overview
  id: string | undefined
  pane: RefObject<HTMLElement | null>
  /** It is all that the page shows. */
  alone: boolean
  onBack(): void
}

export function FindingPane({ answers, overview, id, pane, alone, onBack }: FindingPaneProps) {
  const { page } = useSaid()
  const detail = useDetail(answers, id, overview.language)
  const shown = detail?.finding.id
  useLayoutEffect(() => {
    if (pane.current) pane.current.scrollTop = 0
  }, [shown])
  return (
    <section ref={pane} class="pane" tabIndex={-1} aria-label={id === undefined ? page.choosePrompt : page.finding(id)}>
      {alone && id !== undefined && <h1 class="unseen">{page.finding(id)}</h1>}
      <button type="button" class="back" onClick={onBack}>
        <Icon name="back" />
        {page.back}
      </button>
      {id === undefined && <p class="prompt">{page.choosePrompt}</p>}
      {id !== undefined && detail === undefined && <p class="prompt">{page.loading}</p>}
      {id !== undefined && detail === null && <p class="prompt">{page.noSuchFinding(id)}</p>}
      {id !== undefined && detail && (
        <FindingView report={reportWith(overview, detail.finding)} language={overview.language} {...detail} />
      )}
    </section>
  )
}
