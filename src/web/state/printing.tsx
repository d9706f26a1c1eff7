import { type ComponentChild, render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { groupFindings } from '../../core/report/groups.js'
import type { Detail } from '../messages.js'
import type { Session } from './session.js'

/** Findings printed: the worked examples of so many groups, as the text report has them. */
const PRINTED = 20

/** The findings that would be printed, fetched beforehand: a browser that is told to print waits for no worker. */
export function usePrintable(session: Session): Detail[] {
  const [details, setDetails] = useState<Detail[]>([])
  useEffect(() => {
    setDetails([])
    if (session.state !== 'answered') return
    const { answers, overview } = session
    let wanted = true
    const examples = groupFindings(overview.findings).slice(0, PRINTED)
    Promise.all(examples.map(({ example }) => answers.detail(example.id, overview.language))).then((found) => {
      if (wanted) setDetails(found.filter((detail) => detail !== undefined))
    })
    return () => {
      wanted = false
    }
  }, [session])
  return details
}

/** Puts `content` on the paper while the browser prints; nothing of it is in the document otherwise. */
export function usePaper(content: ComponentChild): void {
  const latest = useRef(content)
  latest.current = content
  useEffect(() => {
    const paper = document.body.appendChild(document.createElement('div'))
    paper.className = 'paper'
    // Rendered at once: the browser prints what is there when these return.
    const fill = () => render(latest.current, paper)
    const empty = () => render(null, paper)
    addEventListener('beforeprint', fill)
    addEventListener('afterprint', empty)
    return () => {
      removeEventListener('beforeprint', fill)
      removeEventListener('afterprint', empty)
      paper.remove()
    }
  }, [])
}
