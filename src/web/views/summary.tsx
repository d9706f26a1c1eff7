/** The result at a glance: one sentence, where the captures were taken, what is amiss in them, patterns. */

import type { FilesAre } from '../../core/report/build.js'
import { captureName } from '../../core/report/capture-name.js'
import { headlineOf } from '../../core/report/headline.js'
import type { CaptureSummary, Pattern } from '../../core/report/model.js'
import { seconds } from '../../core/words/format.js'
import type { UnreadableFile } from '../messages.js'
import type { Overview } from '../overview.js'
import { useSaid } from '../state/said.js'

/** Patterns that stand above the findings without pushing them out of sight. */
const PATTERNS = 3

interface SummaryProps {
  overview: Overview
  unreadable: readonly UnreadableFile[]
  as?: FilesAre
  /** On paper nothing can be unfolded. */
  unfolded?: boolean
  onAs?(as: FilesAre | undefined): void
  onPattern?(pattern: Pattern): void
}

export function Summary({ overview, unreadable, as, unfolded, onAs, onPattern }: SummaryProps) {
  const { report } = useSaid()
  const { patterns } = overview
  return (
    <div class="summary">
      <h1>{headlineOf(overview, report)}</h1>
      <Failures unreadable={unreadable} />
      <About overview={overview} as={as} unfolded={unfolded} onAs={onAs} />
      {patterns.length > 0 && (
        <Patterns patterns={patterns} most={unfolded ? patterns.length : PATTERNS} onPattern={onPattern} />
      )}
    </div>
  )
}

/** Where the captures were taken and how they belong together: unfolded when something is amiss in one of them. */
function About({ overview, as, unfolded, onAs }: Omit<SummaryProps, 'unreadable' | 'onPattern'>) {
  const { page } = useSaid()
  const { captures, arrangement, pairs = [] } = overview
  if (captures.length === 0) return null
  const places = captures.map(({ vantage }) => page.at[vantage.at])
  return (
    <details class="about" open={unfolded || captures.some(({ problems }) => problems.length > 0)}>
      <summary>{page.about(captures.length, [...new Set(places)])}</summary>
      <ul class="captures" aria-label={page.captures(captures.length)}>
        {captures.map((capture, i) => (
          <CaptureLine key={`${i} ${capture.name}`} capture={capture} />
        ))}
      </ul>
      {arrangement && <p>{arrangement.text}</p>}
      {pairs.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
      {captures.length > 1 && onAs && <AsChoice as={as} onAs={onAs} />}
    </details>
  )
}

export function Failures({ unreadable }: { unreadable: readonly UnreadableFile[] }) {
  const { report, page } = useSaid()
  if (unreadable.length === 0) return null
  return (
    <ul class="failures" role="alert">
      {unreadable.map(({ name, reason, position }) => (
        <li key={name}>
          <strong>{page.unreadable}:</strong> <bdi>{name}</bdi>: {report.unreadable(reason)}
          {position > 0 && page.atByte(position)}
        </li>
      ))}
    </ul>
  )
}

function CaptureLine({ capture }: { capture: CaptureSummary }) {
  const { page, report } = useSaid()
  const { name, vantage, firstTime, durationSeconds, packets, problems } = capture
  const facts = [page.packets(packets), ...(firstTime ? [seconds(durationSeconds)] : []), vantage.why]
  return (
    <li>
      <bdi class="capture-name">{captureName(name, report)}</bdi>
      <span class="capture-facts">{facts.join(' · ')}</span>
      {problems.map(({ kind, text }) => (
        <span key={kind} class="problem">
          {text}
        </span>
      ))}
    </li>
  )
}

function AsChoice({ as, onAs }: { as: FilesAre | undefined; onAs(as: FilesAre | undefined): void }) {
  const { page } = useSaid()
  return (
    <label class="as-choice">
      {page.as}
      <select
        value={as ?? 'times'}
        onChange={({ currentTarget: { value } }) => onAs(value === 'times' ? undefined : (value as FilesAre))}
      >
        {(['times', 'rotated', 'points'] as const).map((choice) => (
          <option key={choice} value={choice}>
            {page.asChoices[choice]}
          </option>
        ))}
      </select>
    </label>
  )
}

interface PatternsProps {
  patterns: Pattern[]
  /** So many are shown at once. */
  most: number
  onPattern?(pattern: Pattern): void
}

function Patterns({ patterns, most, onPattern }: PatternsProps) {
  const { page } = useSaid()
  return (
    <section class="patterns" aria-labelledby="patterns-title">
      <h2 id="patterns-title">{page.patterns}</h2>
      <PatternList patterns={patterns.slice(0, most)} onPattern={onPattern} />
      {patterns.length > most && (
        <details>
          <summary>{page.morePatterns(patterns.length - most)}</summary>
          <PatternList patterns={patterns.slice(most)} onPattern={onPattern} />
        </details>
      )}
    </section>
  )
}

function PatternList({ patterns, onPattern }: Omit<PatternsProps, 'most'>) {
  const { page } = useSaid()
  return (
    <ul>
      {patterns.map((pattern) => (
        <li key={`${pattern.kind} ${pattern.by} ${pattern.value}`}>
          {pattern.text}{' '}
          {onPattern && (
            <button type="button" class="quiet" onClick={() => onPattern(pattern)}>
              {page.showFindings(pattern.findings.length)}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
