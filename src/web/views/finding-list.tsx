/** The findings, most serious first: only the lines in sight are in the document, however many there are. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Item } from '../list/items.js'
import { useVirtual } from '../list/virtual.js'
import { useSaid } from '../state/said.js'
import { Icon } from './icons.js'
import { RowView } from './row.js'

export interface FindingListProps {
  items: Item[]
  selected: string | undefined
  /** Index of the line that has, or would get, the focus. */
  cursor: number
  /** Counts the wishes to have the cursor in sight and focused. */
  focusWish: number
  scroller: RefObject<HTMLElement | null>
  onToggle(key: string): void
  onCursor(index: number): void
}

export function FindingList(props: FindingListProps) {
  const { items, cursor, focusWish, scroller } = props
  const { page } = useSaid()
  const list = useRef<HTMLOListElement>(null)
  const [{ above, covered }, setSpace] = useState({ above: 0, covered: 0 })
  const virtual = useVirtual({
    count: items.length,
    scroller,
    above,
    covered,
    always: cursor,
    keyOf: (index) => items[index].key,
    estimate: (index) => (items[index].kind === 'finding' ? 150 : 48),
  })
  // What stands above grows and shrinks with the width of the page.
  useLayoutEffect(() => {
    const now = { above: list.current?.offsetTop ?? 0, covered: heightBefore(list.current) }
    if (now.above !== above || now.covered !== covered) setSpace(now)
  })
  useLayoutEffect(() => {
    if (focusWish === 0) return
    virtual.scrollToIndex(cursor)
    list.current?.querySelector<HTMLElement>(`[data-index="${cursor}"] > *`)?.focus({ preventScroll: true })
  }, [focusWish])
  return (
    <ol ref={list} class="findings" aria-label={page.findings} style={{ height: `${virtual.getTotalSize()}px` }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => (
        <li
          key={key}
          ref={virtual.measureElement}
          data-index={index}
          aria-setsize={items.length}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - above}px)` }}
          onFocusCapture={() => props.onCursor(index)}
        >
          <Line {...props} item={items[index]} tabbable={index === cursor} />
        </li>
      ))}
    </ol>
  )
}

/** Of what sticks above the list and covers lines that are scrolled under it. */
function heightBefore(list: HTMLElement | null): number {
  const filters = list?.previousElementSibling
  return filters instanceof HTMLElement && getComputedStyle(filters).position === 'sticky' ? filters.offsetHeight : 0
}

function Line({ item, tabbable, selected, onToggle }: FindingListProps & { item: Item; tabbable: boolean }) {
  const { page } = useSaid()
  if (item.kind === 'finding') {
    return <RowView row={item.row} nested={item.nested} selected={item.row.id === selected} tabbable={tabbable} />
  }
  return (
    <button
      type="button"
      class={`fold ${item.kind}`}
      aria-expanded={item.open}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => onToggle(item.key)}
    >
      <Icon name="fold" />
      {item.kind === 'alike' ? page.alike(item.count, item.open) : page.harmless(item.count)}
    </button>
  )
}
