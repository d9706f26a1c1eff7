/** The page before it was given anything. */
import type { UnreadableFile } from '../messages.js'
import { useSaid } from '../state/said.js'
import { FileButton } from './file-button.js'
import { Failures } from './summary.js'

interface StartProps {
  /** Something is held over the page. */
  over: boolean
  cancelled?: boolean
  unreadable?: readonly UnreadableFile[]
  onFiles(files: File[]): void
  onExample(): void
}

export function Start({ over, cancelled, unreadable = [], onFiles, onExample }: StartProps) {
  const { page } = useSaid()
  return (
    <div class="start">
      <h1>{page.question}</h1>
      <p class="purpose">{page.purpose}</p>
      <Failures unreadable={unreadable} />
      <div class={over ? 'drop over' : 'drop'}>
        <PathDrawing />
        <p class="drop-title">{over ? page.dropNow : page.drop}</p>
        <p class="drop-hint">{page.dropHint}</p>
        <div class="actions">
          <FileButton class="primary" onFiles={onFiles}>
            {page.choose}
          </FileButton>
          <button type="button" onClick={onExample}>
            {page.example}
          </button>
        </div>
      </div>
      <p class="formats">{page.formats}</p>
      <p class="privacy">{page.privacy}</p>
      {cancelled && (
        <p class="formats" role="status">
          {page.cancelled}
        </p>
      )}
    </div>
  )
}

/** A path with something on it that is neither end. */
function PathDrawing() {
  return (
    <svg class="path-drawing" viewBox="0 0 240 40" aria-hidden="true">
      <path class="line" d="M20 20h200" />
      {[52, 84, 116, 180].map((x) => (
        <circle key={x} class="hop" cx={x} cy="20" r="3" />
      ))}
      <circle class="end client" cx="20" cy="20" r="8" />
      <circle class="end server" cx="220" cy="20" r="8" />
      <path class="sender" d="M148 9 159 20 148 31 137 20z" />
    </svg>
  )
}
