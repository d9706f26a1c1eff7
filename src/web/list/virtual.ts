import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useState } from 'preact/hooks'

interface VirtualList {
  count: number
  scroller: RefObject<HTMLElement | null>
  /** Height of what stands above the list in the scroller, in pixels. */
  above: number
  /** Height of what sticks to the top of the scroller and covers the list, in pixels. */
  covered: number
  /** Line that is always rendered, so that it can have the focus. */
  always: number
  keyOf(index: number): string
  estimate(index: number): number
}

/** TanStack Virtual for Preact: only the lines in sight are rendered, each as high as it turns out to be. */
export function useVirtual(list: VirtualList): Virtualizer<HTMLElement, HTMLElement> {
  const [, rerender] = useReducer((n: number) => n + 1, 0)
  const options = {
    count: list.count,
    getScrollElement: () => list.scroller.current,
    estimateSize: list.estimate,
    getItemKey: list.keyOf,
    scrollMargin: list.above,
    scrollPaddingStart: list.covered,
    overscan: 6,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const indexes = new Set(defaultRangeExtractor(range))
      if (list.always < list.count) indexes.add(list.always)
      return [...indexes].sort((a, b) => a - b)
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => rerender(undefined),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}
