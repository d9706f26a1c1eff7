/** Small drawings beside words; never the only thing that says something. */
import type { Severity, Who } from '../../core/report/model.js'

const PATHS = {
  open: 'M2 13V3.5h4l1.5 2H14V13z M2 7h12',
  save: 'M8 2v8 M4.5 7 8 10.5 11.5 7 M2.5 13.5h11',
  print: 'M4.5 6V2.5h7V6 M4.5 11h-2V6h11v5h-2 M4.5 9h7v4.5h-7z',
  language:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z M1.8 8h12.4 M8 1.8c3.6 3.6 3.6 8.8 0 12.4 M8 1.8c-3.6 3.6-3.6 8.8 0 12.4',
  theme: 'M8 2.2a5.8 5.8 0 1 0 0 11.6z M8 2.2a5.8 5.8 0 0 1 0 11.6',
  keys: 'M1.8 4.2h12.4v7.6H1.8z M4.5 6.7h.01 M7 6.7h.01 M9.5 6.7h.01 M12 6.7h.01 M5 9.4h6',
  back: 'M13 8H3 M7 4 3 8l4 4',
  fold: 'M6 4l4 4-4 4',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

/** Each of another shape, for whoever does not tell the colours. */
const SEVERITY_SHAPES: Record<Severity, string> = {
  error: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  warn: 'M8 2 14.8 13.8H1.2z',
  note: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z',
  info: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6zm0 1.8a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
}

export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <svg class={`severity-mark ${severity}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SEVERITY_SHAPES[severity]} />
    </svg>
  )
}

/** Where on the line between the two ends: at the left one, the right one, between them, or nowhere known. */
const WHO_AT: Record<Who, number | undefined> = { client: 3, middlebox: 10, server: 17, unknown: undefined }

export function WhoMark({ who }: { who: Who }) {
  const at = WHO_AT[who]
  return (
    <svg class={`who-mark ${who}`} viewBox="0 0 20 10" aria-hidden="true">
      <path class="path" d="M3 5h14" />
      <circle class="end" cx="3" cy="5" r="1.8" />
      <circle class="end" cx="17" cy="5" r="1.8" />
      {at !== undefined && <circle class="sender" cx={at} cy="5" r="3" />}
    </svg>
  )
}
