import { useEffect, useRef } from 'preact/hooks'

/** What a key does; by `KeyboardEvent.key`. Returns false when it did nothing after all. */
export type Keys = Record<string, (event: KeyboardEvent) => unknown>

/** Keys that work wherever nobody is writing or choosing. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.key !== 'Escape' && isTaken(event.target)) return
      const act = latest.current[event.key]
      if (act && act(event) !== false) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** By something that has a use of its own for keys. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, dialog, [contenteditable]') !== null
