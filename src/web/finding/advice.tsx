/** What to do about it, and what would settle what is still open. */
import { CopyLine } from './copy.js'
import { Section } from './parts.js'
import type { View } from './view.js'

interface Step {
  text: string
  command?: string
}

export function Advice({ view }: { view: View }) {
  return <Steps view={view} name="advice" title={view.said.text.advice} steps={view.finding.advice} />
}

export function Settle({ view }: { view: View }) {
  return <Steps view={view} name="settle" title={view.said.text.settle} steps={view.finding.settle.map(inHalves)} />
}

/** The report puts a step's command on a line of its own. */
function inHalves(step: string): Step {
  const at = step.indexOf('\n')
  return at < 0 ? { text: step } : { text: step.slice(0, at), command: step.slice(at + 1) }
}

interface StepsProps {
  view: View
  name: string
  title: string
  steps: readonly Step[]
}

function Steps({ view, name, title, steps }: StepsProps) {
  if (steps.length === 0) return null
  return (
    <Section view={view} name={name} title={title}>
      <ol class="fv-steps">
        {steps.map(({ text, command }) => (
          <li key={text}>
            <p>{text}</p>
            {command !== undefined && <CopyLine view={view} what="command" text={command} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}
