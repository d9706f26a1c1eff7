/** Cut at once, for what an earlier connection between the same two had asked: blocks outlast their reason by minutes. */
import { type CauseContext, defineCause, frameOf, type Neighbour } from './define.js'

/** Known injectors keep it up for 90 or 180 seconds on (source, destination, port). */
const RESIDUE_SECONDS = 200

export const residualBlock = defineCause({
  id: 'residual-block',
  made: 'middlebox',
  benign: false,
  match(context) {
    const { trigger, reset } = context
    if (trigger.kind !== 'syn' && trigger.kind !== 'syn-ack' && trigger.kind !== 'ack') return undefined
    const first = context.neighbours.find((n) => isEarlierCut(n, context))
    if (!first) return undefined
    return {
      fit: 0.85,
      frames: frameOf(trigger.segment, reset),
      facts: { stream: first.stream, since: reset.time - first.lastTime, name: first.serverName ?? first.host ?? '' },
    }
  },
})

/** An earlier connection of the same pair that was cut after it had named something. */
function isEarlierCut(n: Neighbour, { file, reset }: CauseContext): boolean {
  return (
    n.stream < file.stream &&
    n.cut === true &&
    (n.serverName !== undefined || n.host !== undefined) &&
    n.client.address === file.client.address &&
    n.server.address === file.server.address &&
    n.server.port === file.server.port &&
    reset.time - n.lastTime <= RESIDUE_SECONDS
  )
}
