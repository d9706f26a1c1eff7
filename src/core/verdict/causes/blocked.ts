/** What the blocking causes share: whose name they compare across connections, and how sure that makes them. */
import type { CauseContext, Neighbour } from './define.js'

/** A block strikes a connection that lives. One that an end has closed or reset was cut by nobody. */
export const isLeft = ({ situation }: CauseContext): boolean =>
  (situation.ownFin ?? situation.ownReset ?? situation.peerFin) !== undefined

/** The device struck at a packet of the handshake, before either side had said anything. */
export const isAtHandshake = ({ trigger, situation }: CauseContext): boolean =>
  (trigger.kind === 'syn' || trigger.kind === 'syn-ack' || trigger.kind === 'ack') &&
  !situation.dataFromReceiver &&
  !situation.dataFromAccused

/** Connections to the same server that were cut and that lived, other than this one. */
export function contrast(context: CauseContext, same: (n: Neighbour) => boolean): { cut: number; lived: number } {
  const { file, neighbours } = context
  const others = neighbours.filter(
    (n) => n.stream !== file.stream && n.server.address === file.server.address && same(n),
  )
  return { cut: others.filter((n) => n.cut).length, lived: others.filter((n) => n.answered && !n.cut).length }
}

/** Share of a cause that stands against its siblings, from how the others fared: never sure, never ruled out. */
export function support(base: number, sameLot: { cut: number; lived: number }, otherLot: { lived: number }): number {
  if (sameLot.lived > 0) return 0.08
  const raised = base + (otherLot.lived > 0 ? 0.25 : 0) + (sameLot.cut > 0 ? 0.08 : 0)
  return Math.min(0.95, raised)
}
