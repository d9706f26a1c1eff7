/** What narrows the list. */
import type { RefObject } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Who } from '../../core/report/model.js'
import { causesIn, type Filter, isFiltering, NO_FILTER } from '../list/filter.js'
import type { Row } from '../overview.js'
import { useSaid } from '../state/said.js'

const ORIGINS: readonly Who[] = ['middlebox', 'client', 'server', 'unknown']

interface FiltersProps {
  rows: readonly Row[]
  shown: number
  filter: Filter
  field: RefObject<HTMLInputElement | null>
  onChange(filter: Filter): void
}

export function Filters({ rows, shown, filter, field, onChange }: FiltersProps) {
  const said = useSaid()
  const { page } = said
  const causes = useMemo(() => causesIn(rows, said), [rows, said])
  return (
    <search class="filters">
      <input
        ref={field}
        type="search"
        aria-label={page.filter}
        placeholder={page.filterHint}
        value={filter.text}
        onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
      />
      <Origins rows={rows} filter={filter} onChange={onChange} />
      {causes.length > 1 && (
        <select
          aria-label={page.cause}
          value={filter.cause ?? ''}
          onChange={({ currentTarget }) => onChange({ ...filter, cause: currentTarget.value || undefined })}
        >
          <option value="">{page.anyCause}</option>
          {causes.map(({ id, name, count }) => (
            <option key={id} value={id}>{`${name} (${count})`}</option>
          ))}
        </select>
      )}
      <p class="shown">
        <span role="status">{page.shown(shown, rows.length)}</span>
        {isFiltering(filter) && (
          <button type="button" class="quiet" onClick={() => onChange(NO_FILTER)}>
            {page.clear}
          </button>
        )}
      </p>
    </search>
  )
}

function Origins({ rows, filter, onChange }: Pick<FiltersProps, 'rows' | 'filter' | 'onChange'>) {
  const { page } = useSaid()
  const counts = ORIGINS.map((who) => ({ who, count: rows.filter((row) => row.origin.who === who).length }))
  const present = counts.filter(({ count }) => count > 0)
  if (present.length < 2) return null
  return (
    <select
      aria-label={page.anyone}
      value={filter.who ?? ''}
      onChange={({ currentTarget }) => onChange({ ...filter, who: (currentTarget.value || undefined) as Who })}
    >
      <option value="">{page.anyone}</option>
      {present.map(({ who, count }) => (
        <option key={who} value={who}>{`${page.who[who]} (${count})`}</option>
      ))}
    </select>
  )
}
