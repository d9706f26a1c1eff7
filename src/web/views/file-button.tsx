import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

interface FileButtonProps {
  class?: string
  onFiles(files: File[]): void
  children: ComponentChildren
}

/** A button that asks for files. */
export function FileButton({ onFiles, children, ...rest }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = (chosen: HTMLInputElement) => {
    const files = [...(chosen.files ?? [])]
    // The same file may be chosen once more.
    chosen.value = ''
    if (files.length > 0) onFiles(files)
  }
  return (
    <>
      <button type="button" class={rest.class} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input ref={input} type="file" multiple hidden onChange={({ currentTarget }) => take(currentTarget)} />
    </>
  )
}
