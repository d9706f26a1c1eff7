/** The result: the list on one side, the chosen finding on the other; one at a time where there is no room for both. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FilesAre } from '../../core/report/build.js'
import type { Pattern } from '../../core/report/model.js'
import type { Answers } from '../answers.js'
import { applyFilter, type Filter, isFiltering, NO_FILTER } from '../list/filter.js'
import { HARMLESS, type Item, itemsOf } from '../list/items.js'
import type { UnreadableFile } from '../messages.js'
import type { Overview } from '../overview.js'
import { useFragment } from '../state/fragment.js'
import { type Keys, useKeys } from '../state/keys.js'
import { useSaid } from '../state/said.js'
import { useWide } from '../state/wide.js'
import { Filters } from './filters.js'
import { FindingList } from './finding-list.js'
import { FindingPane } from './finding-pane.js'
import { Summary } from './summary.js'

interface ResultProps {
  answers: Answers
  overview: Overview
  unreadable: readonly UnreadableFile[]
  as: FilesAre | undefined
  onAs?(as: FilesAre | undefined): void
}

export function Result({ answers, overview, unreadable, as, onAs }: ResultProps) {
  const { page } = useSaid()
  const { items, shown, filter, setFilter, toggle } = useItems(overview)
  const wide = useWide()
  const { id, go } = useFragment()
  const [cursor, setCursor] = useState(0)
  const [focusWish, setFocusWish] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const selected = id ?? (wide ? firstOf(items) : undefined)
  const open = !wide && id !== undefined

  // Whoever opens a finding, or comes back from it, goes on there.
  useEffect(() => {
    if (!wide && id !== undefined) pane.current?.focus()
  }, [wide, id])

  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, items.length - 1))
    const item = items[next]
    if (!item || open) return false
    setCursor(next)
    setFocusWish((n) => n + 1)
    if (wide && item.kind === 'finding') go(item.row.id, 'replace')
    return true
  }
  const back = () => {
    if (!wide) go(undefined)
    setFocusWish((n) => n + 1)
  }
  const step = (by: number) => (open ? stepOpen(items, id, by, go) : move(indexFrom(items, selected, cursor) + by))
  useKeys(keysOf({ step, move, items, back, field, pane, wide, open, filter, setFilter }))

  const showPattern = ({ findings }: Pattern) => setFilter({ ...NO_FILTER, among: findings })
  return (
    <div class={open ? 'result showing-finding' : 'result'}>
      <div ref={scroller} class="master">
        <Summary overview={overview} unreadable={unreadable} as={as} onAs={onAs} onPattern={showPattern} />
        {overview.findings.length > 0 && (
          <Filters rows={overview.findings} shown={shown} filter={filter} field={field} onChange={setFilter} />
        )}
        {items.length > 0 ? (
          <FindingList
            items={items}
            selected={selected}
            cursor={Math.min(cursor, items.length - 1)}
            focusWish={focusWish}
            scroller={scroller}
            onToggle={toggle}
            onCursor={setCursor}
          />
        ) : (
          <p class="prompt">{overview.findings.length > 0 ? page.noneShown : page.noFindings}</p>
        )}
        {answers.omitted > 0 && <p class="prompt">{page.omitted(answers.omitted)}</p>}
      </div>
      {(wide || open) && overview.findings.length > 0 && (
        <FindingPane answers={answers} overview={overview} id={selected} pane={pane} alone={open} onBack={back} />
      )}
    </div>
  )
}

function useItems(overview: Overview) {
  const said = useSaid()
  const [filter, setFilter] = useState(NO_FILTER)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => applyFilter(overview.findings, filter, said), [overview, filter, said])
  // Whoever looks for something wants to see it; and where there is nothing else, the harmless is all there is.
  const items = useMemo(() => {
    const all = isFiltering(filter) || rows.every(({ severity }) => severity === 'info')
    return itemsOf(rows, all ? new Set([...unfolded, HARMLESS]) : unfolded)
  }, [rows, unfolded, filter])
  const toggle = (key: string) =>
    setUnfolded((now) => (now.has(key) ? new Set([...now].filter((other) => other !== key)) : new Set([...now, key])))
  return { items, shown: rows.length, filter, setFilter, toggle }
}

const firstOf = (items: readonly Item[]): string | undefined =>
  items.find((item): item is Item & { kind: 'finding' } => item.kind === 'finding')?.row.id

/** Where a step goes from: the line with the focus, unless it is elsewhere and a finding is chosen. */
function indexFrom(items: readonly Item[], selected: string | undefined, cursor: number): number {
  if (document.activeElement?.closest('.findings')) return cursor
  const chosen = items.findIndex((item) => item.kind === 'finding' && item.row.id === selected)
  return chosen < 0 ? cursor : chosen
}

/** From the open finding to its neighbour in the list. */
function stepOpen(
  items: readonly Item[],
  id: string | undefined,
  by: number,
  go: (id: string, how: 'replace') => void,
) {
  const findings = items.flatMap((item) => (item.kind === 'finding' ? [item.row.id] : []))
  const next = findings[findings.indexOf(id ?? '') + by]
  if (next !== undefined) go(next, 'replace')
}

interface KeyContext {
  step(by: number): unknown
  move(to: number): boolean
  items: readonly Item[]
  back(): void
  field: { current: HTMLInputElement | null }
  pane: { current: HTMLElement | null }
  wide: boolean
  open: boolean
  filter: Filter
  setFilter(filter: Filter): void
}

function keysOf({ step, move, items, back, field, pane, wide, open, filter, setFilter }: KeyContext): Keys {
  /** Arrows scroll what has the focus, unless that is the list or nothing. */
  const inList = () => !document.activeElement?.closest('.pane, header')
  const leave = () => {
    if (document.querySelector('dialog[open]')) return false
    const writing = document.activeElement === field.current
    if (writing && isFiltering(filter)) setFilter(NO_FILTER)
    else if (open || writing || pane.current?.contains(document.activeElement)) back()
    else if (isFiltering(filter)) setFilter(NO_FILTER)
  }
  const enter = () => {
    // The link itself opens the finding; where it is open already, reading goes on there.
    if (!wide || !document.activeElement?.matches('.row')) return false
    pane.current?.focus()
  }
  return {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => inList() && step(1),
    ArrowUp: () => inList() && step(-1),
    Home: () => inList() && move(0),
    End: () => inList() && move(items.length - 1),
    Enter: enter,
    Escape: leave,
    '/': () => field.current?.focus(),
  }
}
