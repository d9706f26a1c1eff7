/** The path from client to server, and where on it the sender sits. */
import type { HopRange } from '../../core/report/model.js'
import { endpoint } from '../../core/words/format.js'
import { Host } from '../host.js'
import { At, percentOf, Section } from './parts.js'
import { type CapturePoint, type PathPicture, pathPicture, type Sender } from './path-geometry.js'
import { type End, nameOf, type View } from './view.js'

/** Heights in the drawing, in pixels; widths are shares. Room is kept only for what there is. */
interface Heights {
  label: number
  line: number
  dimension: number
  capture: number
  all: number
}

function heightsOf({ sender, captures }: PathPicture, isReset: boolean): Heights {
  const line = sender.is !== 'unknown' ? 54 : isReset ? 48 : 20
  const dimension = line + 38
  const below = sender.is === 'hops' || sender.is === 'part' ? dimension + 30 : line + 44
  return { label: 20, line, dimension, capture: below, all: captures.length > 0 ? below + 10 : below - 18 }
}

/** More hops than this are not drawn one by one. */
const MOST_HOPS = 40

export function Path({ view }: { view: View }) {
  const { finding, own, report } = view
  const picture = pathPicture(report, finding)
  const y = heightsOf(picture, finding.kind === 'reset')
  return (
    <Section view={view} name="path" title={own.question.where}>
      <figure>
        <EndLabels view={view} />
        <Drawing view={view} picture={picture} y={y} />
        <figcaption>{finding.place.text}</figcaption>
      </figure>
    </Section>
  )
}

function EndLabels({ view: { finding, own } }: { view: View }) {
  const { client, server } = finding.connection
  return (
    <div class="fv-path-ends">
      <span>
        <b>{own.end.client}</b>{' '}
        <code>
          <Host end={client} />
        </code>
      </span>
      <span>
        <b>{own.end.server}</b>{' '}
        <code>
          <Host end={server} />
        </code>
      </span>
    </div>
  )
}

const makerOf = (sender: Sender): End | 'device' => (sender.is === 'end' ? sender.end : 'device')

interface DrawingProps {
  view: View
  picture: PathPicture
  y: Heights
}

function Drawing({ view, picture, y }: DrawingProps) {
  const { own, finding, id } = view
  const { client, server } = finding.connection
  return (
    <svg
      class={`fv-path-drawing fv-by-${makerOf(picture.sender)}`}
      role="img"
      width="100%"
      height={y.all}
      aria-labelledby={`${id}-path-t ${id}-path-d`}
    >
      <title id={`${id}-path-t`}>{own.path.alt(endpoint(client), endpoint(server))}</title>
      <desc id={`${id}-path-d`}>{finding.place.text}</desc>
      <line class="fv-wire" x1="0" x2="100%" y1={y.line} y2={y.line} />
      <Hops picture={picture} y={y} />
      {picture.open && <Break y={y} at={picture.open === 'server' ? 0.92 : 0.08} />}
      <Travel picture={picture} y={y} />
      <EndNode end="client" sender={picture.sender} y={y} />
      <EndNode end="server" sender={picture.sender} y={y} />
      <SenderMark view={view} sender={picture.sender} y={y} />
      <Captures view={view} captures={picture.captures} y={y} />
    </svg>
  )
}

function Hops({ picture: { hops = 0 }, y }: { picture: PathPicture; y: Heights }) {
  if (hops < 2 || hops > MOST_HOPS) return null
  return (
    <>
      {Array.from({ length: hops - 1 }, (_, i) => (
        <circle key={i} class="fv-hop" cx={percentOf((i + 1) / hops)} cy={y.line} r="2.5" />
      ))}
    </>
  )
}

/** The line goes on for nobody knows how long. */
const Break = ({ at, y }: { at: number; y: Heights }) => (
  <At y={y.line} share={at}>
    <rect class="fv-gap" x="-7" y="-4" width="14" height="8" />
    <path class="fv-wire" d="M-9 8l5-16M4 8l5-16" />
  </At>
)

/** From where it was made to where it went. */
function Travel({ picture: { sender, receiver }, y }: { picture: PathPicture; y: Heights }) {
  if (sender.is === 'unknown' || !receiver) return null
  const to = receiver === 'client' ? 0 : 1
  if (sender.at === to) return null
  return (
    <g class="fv-travel">
      <line x1={percentOf(sender.at)} x2={percentOf(to)} y1={y.line} y2={y.line} />
      <At y={y.line} share={to}>
        <path d={receiver === 'client' ? 'M14 0l11-6v12z' : 'M-14 0l-11-6v12z'} />
      </At>
    </g>
  )
}

function EndNode({ end, sender, y }: { end: End; sender: Sender; y: Heights }) {
  const made = sender.is === 'end' && sender.end === end
  return (
    <At y={y.line} share={end === 'client' ? 0 : 1}>
      {made && <rect class="fv-made" x="-17" y="-17" width="34" height="34" rx="10" />}
      <rect class={`fv-end fv-end-${end}`} x="-12" y="-12" width="24" height="24" rx="6" />
      {end === 'client' ? (
        <path class="fv-glyph" d="M-6-4.500h12v7h-12zM-3 5.500h6" />
      ) : (
        <path class="fv-glyph" d="M-6-6h12v5h-12zM-6 1h12v5h-12zM-3.500-3.500h.1M-3.500 3.500h.1" />
      )}
    </At>
  )
}

function SenderMark({ view, sender, y }: { view: View; sender: Sender; y: Heights }) {
  const { own, finding } = view
  if (sender.is === 'unknown') return <Unknown view={view} y={y} />
  const made = own.path.made[finding.kind]
  if (sender.is === 'end') return <Label share={sender.at} y={y.label} text={made} />
  return (
    <g class={`fv-band fv-band-${sender.is}`}>
      <rect x={percentOf(sender.from)} width={percentOf(sender.to - sender.from)} y={y.line - 18} height="36" rx="8" />
      <Label share={beside(sender)} y={y.label} text={made} />
      {sender.is === 'hops' && (
        <>
          <At y={y.line} share={sender.at}>
            <path class="fv-device" d="M0-9l9 9l-9 9l-9-9z" />
          </At>
          <Dimension from={0} to={sender.at} range={sender.client} view={view} y={y.dimension} />
          <Dimension from={sender.at} to={1} range={sender.server} view={view} y={y.dimension} />
        </>
      )}
      {sender.is === 'part' && <Within view={view} share={beside(sender)} y={y.dimension} />}
    </g>
  )
}

/** Of a wide band near an end, the edge: its middle is no better a guess than the rest. */
function beside(sender: Extract<Sender, { is: 'hops' | 'part' }>): number {
  if (sender.is === 'hops') return sender.at
  return sender.from < 0.1 ? sender.from : sender.to > 0.9 ? sender.to : sender.at
}

const Unknown = ({ view, y }: { view: View; y: Heights }) =>
  view.finding.kind === 'reset' ? (
    <g class="fv-open">
      <text x="50%" y={y.line - 14} text-anchor="middle" class="fv-question">
        ?
      </text>
    </g>
  ) : null

interface DimensionProps {
  view: View
  from: number
  to: number
  range?: HopRange
  y: number
}

/** A distance, as drawings of machines give it: a line with its measure. */
function Dimension({ view, from, to, range, y }: DimensionProps) {
  if (!range || from === to) return null
  return (
    <g class="fv-dimension">
      <line x1={percentOf(from)} x2={percentOf(to)} y1={y} y2={y} />
      <line x1={percentOf(from)} x2={percentOf(from)} y1={y - 5} y2={y + 5} />
      <line x1={percentOf(to)} x2={percentOf(to)} y1={y - 5} y2={y + 5} />
      <Label share={(from + to) / 2} y={y - 7} text={view.own.path.hops(range.best, range.min, range.max)} />
    </g>
  )
}

function Within({ view: { finding, own }, share, y }: { view: View; share: number; y: number }) {
  const seconds = finding.place.secondsFromCapture
  return seconds ? <Label share={share} y={y} text={own.path.within(seconds.max)} /> : null
}

/** Near an end the text stands beside its place, so that it is not cut off. */
function Label({ share, y, text }: { share: number; y: number; text: string }) {
  const side = share < 0.18 ? 'start' : share > 0.82 ? 'end' : 'middle'
  const x = side === 'middle' ? share : side === 'start' ? Math.min(share, 0.1) : Math.max(share, 0.9)
  return (
    <text x={percentOf(x)} y={y} text-anchor={side}>
      {text}
    </text>
  )
}

function Captures({ view, captures, y }: { view: View; captures: CapturePoint[]; y: Heights }) {
  return (
    <>
      {captures.map((point) => (
        <g key={point.capture} class={`fv-capture${point.exact ? '' : ' fv-capture-about'}`}>
          <line x1={percentOf(point.at)} x2={percentOf(point.at)} y1={y.line + 14} y2={y.capture - 12} />
          <Label share={point.at} y={y.capture + 2} text={captureLabel(view, point)} />
        </g>
      ))}
    </>
  )
}

const LONGEST_NAME = 22

function captureLabel(view: View, { capture, exact }: CapturePoint): string {
  const name = nameOf(capture, view)
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
  return view.own.path.capture(short, exact)
}
