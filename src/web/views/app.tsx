/** The page. */
import { useMemo, useState } from 'preact/hooks'
import type { Embedded } from '../../core/report/html.js'
import { VERSION } from '../../core/report/version.js'
import { exampleFiles } from '../example.js'
import { saveReport } from '../save.js'
import { useIncoming } from '../state/incoming.js'
import { useKeys } from '../state/keys.js'
import { useLanguage } from '../state/language.js'
import { usePaper, usePrintable } from '../state/printing.js'
import { SaidContext, useSaid } from '../state/said.js'
import { type Session, type SessionActions, useSession } from '../state/session.js'
import { useTheme } from '../state/theme.js'
import { type PageWords, saidIn } from '../words/index.js'
import { Header } from './header.js'
import { Help } from './help.js'
import { Printed } from './print.js'
import { Reading } from './reading.js'
import { Result } from './result.js'
import { Start } from './start.js'

interface AppProps {
  /** The page as it was delivered. */
  delivered: string
  /** What analyses captures; absent in a report. */
  workerUrl: string | undefined
  /** The result of a report. */
  carried: Embedded | undefined
}

export function App({ delivered, workerUrl, carried }: AppProps) {
  const [language, setLanguage] = useLanguage(carried?.language)
  const [theme, setTheme] = useTheme()
  const [help, setHelp] = useState(false)
  const actions = useSession(language, workerUrl, carried)
  const { session, analyse } = actions
  const answered = session.state === 'answered' ? session : undefined
  const said = useMemo(() => saidIn(language), [language])
  const over = useIncoming(analyse)
  const details = usePrintable(session)
  useKeys({ '?': () => setHelp(true) })
  usePaper(answered && <Printed said={said} overview={answered.overview} details={details} />)
  return (
    <SaidContext.Provider value={said}>
      <div class="screen">
        <Header
          version={VERSION}
          theme={theme}
          onTheme={setTheme}
          onLanguage={setLanguage}
          onHelp={() => setHelp(true)}
          onFiles={answered && analyse}
          onSave={answered && analyse && (() => saveReport(delivered, answered.answers, answered.overview))}
          onPrint={answered && (() => print())}
        />
        <main>
          <Stage actions={actions} over={over} />
        </main>
        {over && answered && <div class="over-all">{said.page.dropNow}</div>}
        <p class="unseen" role="status">
          {announcement(session, said.page)}
        </p>
        <Help open={help} onClose={() => setHelp(false)} />
      </div>
    </SaidContext.Provider>
  )
}

/** What the page is doing now. */
function Stage({ actions, over }: { actions: SessionActions; over: boolean }) {
  const { session, analyse, again, as, cancel } = actions
  switch (session.state) {
    case 'waiting':
      if (!analyse) return null
      return <Start {...session} over={over} onFiles={analyse} onExample={() => analyse(exampleFiles())} />
    case 'reading':
      return <Reading {...session} onCancel={cancel} />
    case 'answered':
      return <Result {...session} as={as} onAs={again} />
    case 'fault':
      return <Fault message={session.message} onBack={cancel} />
  }
}

function Fault({ message, onBack }: { message: string; onBack(): void }) {
  const { page } = useSaid()
  return (
    <div class="reading" role="alert">
      <p>{page.fault(message)}</p>
      <button type="button" onClick={onBack}>
        {page.startAgain}
      </button>
    </div>
  )
}

/** For whoever hears the page. */
function announcement(session: Session, page: PageWords): string {
  if (session.state === 'reading') return page.reading(session.names)
  return session.state === 'answered' ? page.done(session.overview.findings.length) : ''
}
