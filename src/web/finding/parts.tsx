/** Small parts that several sections are made from. */
import type { ComponentChildren } from 'preact'
import type { View } from './view.js'

interface SectionProps {
  view: View
  name: string
  title: string
  children: ComponentChildren
}

export function Section({ view, name, title, children }: SectionProps) {
  const heading = `${view.id}-${name}`
  return (
    <section class={`fv-section fv-${name}`} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  )
}

export const Unseen = ({ children }: { children: ComponentChildren }) => <span class="fv-unseen">{children}</span>

/** A share between 0 and 1 as a bar. Says nothing that the text beside it does not say. */
export function Meter({ share }: { share: number }) {
  return (
    <svg class="fv-meter" aria-hidden="true" width="100%" height="4">
      <rect class="fv-meter-all" width="100%" height="4" rx="2" />
      <rect class="fv-meter-share" width={percentOf(share)} height="4" rx="2" />
    </svg>
  )
}

/** Places in drawings are shares of their width: text in them keeps its size however wide they are. */
export const percentOf = (share: number): string => `${Number((share * 100).toFixed(2))}%`

interface AtProps {
  share: number
  y: number
  children: ComponentChildren
}

/** Moves its children to a share of the width: percentages know no transform. */
export const At = ({ share, y, children }: AtProps) => (
  <svg aria-hidden="true" x={percentOf(share)} y={y} overflow="visible">
    {children}
  </svg>
)

export const rowId = (view: View, frame: number): string => `${view.id}-frame-${frame}`

/** Frame numbers; one that the ladder shows leads to its row. */
export function Frames({ view, frames }: { view: View; frames: readonly number[] }) {
  const shown = frames.slice(0, MOST_FRAMES)
  return (
    <span class="fv-frames">
      {shown.map((frame, i) => (
        <>
          {i > 0 && ', '}
          <Frame key={frame} view={view} frame={frame} />
        </>
      ))}
      {frames.length > shown.length && `, … (${frames.length})`}
    </span>
  )
}

const MOST_FRAMES = 12

function Frame({ view, frame }: { view: View; frame: number }) {
  const inLadder = view.finding.ladder.some((row) => row.frame === frame && row.capture === undefined)
  if (!inLadder) return <>{frame}</>
  return (
    <button
      type="button"
      class="fv-link"
      aria-label={view.own.frame(frame)}
      onClick={() => showRow(rowId(view, frame))}
    >
      {frame}
    </button>
  )
}

function showRow(id: string): void {
  const row = document.getElementById(id)
  row?.scrollIntoView({ block: 'center' })
  row?.focus({ preventScroll: true })
}

/** The stable name of a thing, by which the command line explains it. */
export const StableName = ({ id }: { id: string }) => (
  <code class="fv-id" title={`rstrace explain ${id}`}>
    {id}
  </code>
)
