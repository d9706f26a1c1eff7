/** What the page is doing: waiting for captures, reading them, showing what they came to. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { FilesAre } from '../../core/report/build.js'
import type { Embedded } from '../../core/report/html.js'
import type { Language } from '../../core/words/index.js'
import { Analyst } from '../analyst.js'
import { type Answers, CarriedAnswers, LiveAnswers } from '../answers.js'
import { exampleFiles } from '../example.js'
import type { UnreadableFile } from '../messages.js'
import type { Overview } from '../overview.js'

export type Session =
  /** `unreadable`: what was wrong with all the files that it was given. */
  | { state: 'waiting'; cancelled?: boolean; unreadable?: UnreadableFile[] }
  | { state: 'reading'; names: string[]; bytes: number; total: number }
  | { state: 'answered'; answers: Answers; overview: Overview; unreadable: UnreadableFile[] }
  | { state: 'fault'; message: string }

export interface SessionActions {
  session: Session
  /** Undefined when the page carries a result and cannot analyse. */
  analyse?: (files: File[], as?: FilesAre) => void
  /** The same captures again, taken for something else. */
  again?: (as: FilesAre | undefined) => void
  /** What the captures were last taken for. */
  as: FilesAre | undefined
  cancel(): void
}

/** @param workerUrl absent in a report @param carried the result in a report */
export function useSession(
  language: Language,
  workerUrl: string | undefined,
  carried: Embedded | undefined,
): SessionActions {
  const [session, setSession] = useState<Session>({ state: 'waiting' })
  const [as, setAs] = useState<FilesAre>()
  const analyst = useRef<Analyst | undefined>(undefined)
  const files = useRef<File[]>([])
  // A worker takes a moment to start, and longer to come up to speed: the first one has done so before anybody asks.
  useEffect(() => {
    if (!workerUrl) return
    analyst.current = new Analyst(workerUrl)
    analyst.current.rehearse(exampleFiles())
  }, [workerUrl])

  const fault = (error: unknown) => setSession({ state: 'fault', message: (error as Error).message })

  const start = (chosen: File[], asked?: FilesAre) => {
    // A link to a finding was meant for the first result, not for the next one.
    if (session.state === 'answered') history.replaceState(null, '', location.pathname + location.search)
    files.current = chosen
    setAs(asked)
    const worker = fresh(analyst, workerUrl!)
    setSession({ state: 'reading', names: chosen.map(({ name }) => name), bytes: 0, total: 0 })
    worker.onProgress = (bytes, total) =>
      setSession((now) => (now.state === 'reading' ? { ...now, bytes, total } : now))
    const answers = new LiveAnswers(worker)
    answers
      .analyse(chosen, asked, language)
      .then(({ overview, unreadable }) => {
        const isAnswer = overview.captures.length > 0
        setSession(isAnswer ? { state: 'answered', answers, overview, unreadable } : { state: 'waiting', unreadable })
      })
      .catch(fault)
  }

  const cancel = useCallback(() => {
    analyst.current?.dismiss()
    analyst.current = workerUrl ? new Analyst(workerUrl) : undefined
    setSession({ state: 'waiting', cancelled: true })
  }, [workerUrl])

  useEffect(() => {
    if (!carried) return
    const answers = new CarriedAnswers(carried)
    answers.overview(language).then((overview) => setSession({ state: 'answered', answers, overview, unreadable: [] }))
  }, [carried])

  useEffect(() => {
    if (session.state !== 'answered' || session.overview.language === language) return
    const { answers } = session
    answers.overview(language).then((overview) => {
      setSession((now) => (now.state === 'answered' && now.answers === answers ? { ...now, overview } : now))
    }, fault)
  }, [language, session])

  const able = workerUrl !== undefined
  return {
    session,
    as,
    cancel,
    analyse: able ? start : undefined,
    again: able && files.current.length > 0 ? (asked) => start(files.current, asked) : undefined,
  }
}

/** A worker that has done nothing yet; the one before is dismissed with all that it keeps. */
function fresh(analyst: { current: Analyst | undefined }, url: string): Analyst {
  const worker = analyst.current
  if (worker && !worker.isUsed) return worker
  worker?.dismiss()
  analyst.current = new Analyst(url)
  return analyst.current
}
