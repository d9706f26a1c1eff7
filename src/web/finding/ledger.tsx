/** The evidence as a ledger: what speaks for a device, what for the end, and what they come to. */
import { PRIOR_FORGED, PRIOR_INJECTED } from '../../core/evidence/weights.js'
import type { Evidence } from '../../core/report/model.js'
import { At, Frames, percentOf, Section, StableName } from './parts.js'
import { accusedOf, type End, sure, type View } from './view.js'

/** Heavier ones are cut off, and drawn so. */
const FULL = 6

export function Ledger({ view }: { view: View }) {
  const { finding, own } = view
  if (finding.evidence.length === 0) return null
  const end = finding.evidence.find((each) => each.for !== 'middlebox')?.for ?? accusedOf(finding) ?? 'server'
  return (
    <Section view={view} name="ledger" title={own.ledger.title}>
      <p class="fv-note">{own.ledger.help}</p>
      <table class="fv-ledger-table">
        <thead>
          <tr>
            <th scope="col">{own.ledger.column.observation}</th>
            <th scope="col" class="fv-scales">
              <span>← {own.made[end]}</span>
              <span class="fv-toward-device">{own.made.middlebox} →</span>
            </th>
            <th scope="col">{own.ledger.column.frames}</th>
          </tr>
        </thead>
        <tbody>
          {finding.evidence.map((each) => (
            <Entry key={`${each.id}-${each.for}`} view={view} evidence={each} />
          ))}
        </tbody>
        <Sum view={view} end={end as End} />
      </table>
    </Section>
  )
}

function Entry({ view, evidence }: { view: View; evidence: Evidence }) {
  const { own, said } = view
  const { id, text, counted, frames } = evidence
  return (
    <tr class={counted ? undefined : 'fv-uncounted'}>
      <th scope="row">
        <b>{own.observation(id, said)}</b> <StableName id={id} />
        <span>{text}</span>
        {!counted && <em>{own.ledger.shownOnly}</em>}
      </th>
      <td class="fv-scales">
        <Scale view={view} weight={signed(evidence)} who={evidence.for} counted={counted} />
      </td>
      <td class="fv-cites" data-label={own.ledger.column.frames}>
        <Frames view={view} frames={frames} />
      </td>
    </tr>
  )
}

const signed = ({ for: side, weight }: Evidence): number => (side === 'middlebox' ? weight : -weight)

interface ScaleProps {
  view: View
  weight: number
  who: Evidence['for']
  counted: boolean
}

/** Right of the centre line for a device, left of it for the end. */
function Scale({ view: { own }, weight, who, counted }: ScaleProps) {
  const width = Math.min(Math.abs(weight), FULL) / FULL / 2
  const forDevice = weight >= 0
  return (
    <>
      <svg class={`fv-scale fv-by-${who === 'middlebox' ? 'device' : who}`} aria-hidden="true" width="100%" height="16">
        <rect
          class={counted ? 'fv-bar' : 'fv-bar fv-bar-open'}
          x={percentOf(forDevice ? 0.5 : 0.5 - width)}
          width={percentOf(width)}
          y="2"
          height="12"
          rx="2"
        />
        {Math.abs(weight) > FULL && (
          <At share={forDevice ? 1 : 0} y={8}>
            <path class="fv-more" d={forDevice ? 'M-8-7l7 7l-7 7' : 'M8-7l-7 7l7 7'} />
          </At>
        )}
        <line class="fv-centre" x1="50%" x2="50%" y1="0" y2="16" />
      </svg>
      <span class="fv-weight">{own.ledger.points(Math.abs(weight).toFixed(1), own.made[who])}</span>
    </>
  )
}

function Sum({ view, end }: { view: View; end: End }) {
  const { finding, own } = view
  const isReset = finding.kind === 'reset'
  const prior = isReset ? PRIOR_FORGED : PRIOR_INJECTED
  const sum = finding.evidence.reduce((total, each) => total + (each.counted ? signed(each) : 0), prior)
  const who = (weight: number): Evidence['for'] => (weight >= 0 ? 'middlebox' : end)
  return (
    <tfoot>
      <tr>
        <th scope="row">
          <b>{own.ledger.start}</b>
          <span>{own.ledger.startText[isReset ? 'reset' : 'injected']}</span>
        </th>
        <td class="fv-scales">
          <Scale view={view} weight={prior} who={who(prior)} counted />
        </td>
        <td />
      </tr>
      <tr class="fv-sum">
        <th scope="row">
          <b>{own.ledger.sum}</b>
          <span>{resultText(view, sum)}</span>
        </th>
        <td class="fv-scales">
          <Scale view={view} weight={sum} who={who(sum)} counted />
        </td>
        <td />
      </tr>
    </tfoot>
  )
}

/** What the sum comes to, and where the verdict stops short of it. */
function resultText({ finding: { origin }, own }: View, sum: number): string {
  if (origin.who === 'unknown') return own.ledger.undecided(sure(1 / (1 + Math.exp(-sum))))
  const forged = 1 / (1 + Math.exp(-sum))
  const asSummed = origin.who === 'middlebox' ? forged : 1 - forged
  const result = own.ledger.result(own.made[origin.who], sure(origin.confidence))
  return asSummed - origin.confidence > 0.01 ? result + own.ledger.held(sure(asSummed)) : result
}
