/** A line to be copied: a command, a filter. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { View } from './view.js'

interface CopyLineProps {
  view: View
  what: 'command' | 'filter'
  label?: string
  text: string
}

/** How long it says that it was copied, in milliseconds. */
const SAID_FOR = 2500

export function CopyLine({ view: { own }, what, label, text }: CopyLineProps) {
  const line = useRef<HTMLElement>(null)
  const [said, say] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => say(''), SAID_FOR)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async () => say((await copied(text, line.current)) ? own.copy.copied : own.copy.byHand)
  return (
    <div class="fv-copy">
      {label && <span class="fv-copy-label">{label}</span>}
      <code ref={line}>{text}</code>
      <button type="button" onClick={copy} aria-label={own.copy.what[what]}>
        {own.copy.button}
      </button>
      <span class="fv-copied" role="status">
        {said}
      </span>
    </div>
  )
}

/** True when it is on the clipboard; else it is selected, for the reader to copy. */
async function copied(text: string, line: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (line) getSelection()?.selectAllChildren(line)
    // Deprecated, and the only way where the page may not write to the clipboard.
    return document.execCommand('copy')
  }
}
