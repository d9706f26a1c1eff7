/** The finding at a glance: its sentence, and the questions with their answers. */
import type { ComponentChildren } from 'preact'
import type { Finding } from '../../core/report/model.js'
import { tunnelText, whatIs } from '../../core/report/phrases.js'
import { Host } from '../host.js'
import { Frames, Meter, StableName } from './parts.js'
import { accusedOf, nameOf, otherEnd, sure, type View } from './view.js'

export function Glance({ view }: { view: View }) {
  const { finding } = view
  return (
    <header class="fv-glance">
      <p class="fv-kicker">
        <span class={`fv-severity fv-severity-${finding.severity}`}>{view.said.severity[finding.severity]}</span>
        <span class="fv-ordinal">#{finding.id}</span>
      </p>
      <h2>{titleOf(view)}</h2>
      <Ends view={view} />
      <p class="fv-summary">{finding.summary}</p>
      <dl class="fv-answers">
        <Who view={view} />
        <Why view={view} />
        <SetOff view={view} />
        <Effect view={view} />
      </dl>
    </header>
  )
}

function titleOf({ finding, said }: View): string {
  const what = whatIs(finding, said)
  return finding.kind === 'reset' ? said.text.title(said.kind.reset, what) : what
}

function Ends({ view }: { view: View }) {
  const { finding, own, said } = view
  const { connection, capture, frame, alsoSeen, time } = finding
  const name = connection.tls?.serverName ?? connection.http?.host
  return (
    <p class="fv-ends">
      <span class="fv-pair">
        <code>
          <Host end={connection.client} />
        </code>{' '}
        →{' '}
        <code>
          <Host end={connection.server} />
        </code>
      </span>
      {name !== undefined && <span>{name}</span>}
      <span>{`tcp.stream ${connection.stream}`}</span>
      {connection.tunnel && <span>{tunnelText(connection, said)}</span>}
      <span>
        {own.frameIn(frame, nameOf(capture, view))}
        {alsoSeen && own.alsoSeen(alsoSeen.frame, nameOf(alsoSeen.capture, view))}
      </span>
      <time dateTime={time}>{readable(time)}</time>
    </p>
  )
}

/** RFC 3339 as people read it, to the microsecond. */
const readable = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 26)} UTC`

interface AnswerProps {
  question: string
  confidence?: number
  children: ComponentChildren
  others?: ComponentChildren
}

function Answer({ question, confidence, children, others }: AnswerProps) {
  return (
    <div class="fv-answer">
      <dt>{question}</dt>
      <dd>
        <p class="fv-said">{children}</p>
        {confidence !== undefined && confidence > 0 && (
          <p class="fv-sure">
            <Meter share={confidence} />
            <span>{sure(confidence)}</span>
          </p>
        )}
        {others && <p class="fv-others">{others}</p>}
      </dd>
    </div>
  )
}

/** Who made it; of an anomaly only when that is known. */
function Who({ view: { finding, own } }: { view: View }) {
  const { who, confidence, alternatives } = finding.origin
  if (finding.kind !== 'reset' && who === 'unknown') return null
  const others = alternatives.map((other) => `${own.made[other.who]} ${sure(other.confidence)}`)
  return (
    <Answer question={own.question.who} confidence={confidence} others={otherwise(others, who === 'unknown', own)}>
      {own.made[who]}
    </Answer>
  )
}

const otherwise = (others: string[], undecided: boolean, own: View['own']): string | undefined =>
  others.length === 0 ? undefined : `${undecided ? '' : own.otherwise}${others.join(own.separator)}`

function Why({ view }: { view: View }) {
  const { finding, own, said } = view
  const { id, confidence, alternatives } = finding.cause
  if (finding.kind !== 'reset') return <Kind view={view} />
  const nameOf = (cause: typeof id) => (cause === 'unknown' ? said.unknownCause : said.cause[cause].name)
  const others = alternatives.map((other) => `${nameOf(other.id)} ${sure(other.confidence)}`)
  return (
    <Answer question={own.question.why} confidence={confidence} others={otherwise(others, false, own)}>
      {nameOf(id)} {id !== 'unknown' && <StableName id={id} />}
    </Answer>
  )
}

function Kind({ view }: { view: View }) {
  const { finding, own, said } = view
  return (
    <Answer question={own.question.what}>
      {said.kind[finding.kind]} <StableName id={finding.kind} />
    </Answer>
  )
}

function SetOff({ view }: { view: View }) {
  const { finding, own } = view
  const { kind, frame, orFrames = [], text, capture } = finding.trigger
  if (kind === 'unknown' && frame === undefined && finding.kind !== 'reset') return null
  return (
    <Answer question={own.question.trigger} others={text}>
      {own.trigger[kind]}
      {frame !== undefined && (
        <>
          {own.atFrame}
          <Frames view={view} frames={[frame]} />
          {orFrames.length > 0 && own.orFrames}
          <Frames view={view} frames={orFrames} />
          {own.afterFrames}
          {capture !== undefined && ` ${nameOf(capture, view)}`}
        </>
      )}
    </Answer>
  )
}

function Effect({ view: { finding, own, said } }: { view: View }) {
  const accused = accusedOf(finding)
  if (finding.kind !== 'reset' || accused === undefined) return null
  return <Answer question={own.question.effect}>{effectText(finding, otherEnd(accused), said)}</Answer>
}

const effectText = ({ effect }: Finding, receiver: 'client' | 'server', said: View['said']): string =>
  said.sentence(said.effect[effect](receiver))
