import { useEffect, useRef } from 'preact/hooks'
import { useSaid } from '../state/said.js'

/** The keys, in a dialog of the browser's own: it keeps the focus and closes with Escape. */
export function Help({ open, onClose }: { open: boolean; onClose(): void }) {
  const { page } = useSaid()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{page.keys}</h2>
      <dl>
        {page.keyList.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        {page.close}
      </button>
    </dialog>
  )
}
