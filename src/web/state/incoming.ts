import { useEffect, useRef, useState } from 'preact/hooks'

type Take = (files: File[]) => void

/** Files dropped anywhere on the page, and captures pasted into it. Says whether something is held over the page. */
export function useIncoming(take: Take | undefined): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const stop = new AbortController()
    const on = <E extends Event>(type: string, listener: (event: E) => void) =>
      addEventListener(type, listener as (event: Event) => void, { signal: stop.signal })
    on<DragEvent>('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // A browser would open the file in the place of the page.
      event.preventDefault()
      if (latest.current) setOver(true)
      else event.dataTransfer.dropEffect = 'none'
    })
    on<DragEvent>('dragleave', (event) => event.relatedTarget === null && setOver(false))
    on<DragEvent>('drop', (event) => {
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) latest.current?.(files)
    })
    on<ClipboardEvent>('paste', (event) => {
      const files = pasted(event)
      if (files.length > 0) latest.current?.(files)
    })
    return () => stop.abort()
  }, [])
  return over
}

/** What tcpdump printed has several words at least; a word or two were meant for somewhere else. */
const LEAST_TEXT = 40

function pasted({ clipboardData, target }: ClipboardEvent): File[] {
  if (target instanceof HTMLInputElement || !clipboardData) return []
  if (clipboardData.files.length > 0) return [...clipboardData.files]
  const text = clipboardData.getData('text/plain')
  return text.length < LEAST_TEXT ? [] : [new File([text], 'tcpdump.txt')]
}
