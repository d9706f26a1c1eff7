/** Whether something listens on the port that refused: other connections of the capture show it. */
import type { CauseContext, Neighbour } from './define.js'

export function listenerSeen(context: CauseContext): 'now' | 'before' | 'never' {
  const { file, reset } = context
  const others = othersOnPort(context).filter((n) => n.established && n.firstTime <= reset.time)
  if (others.some((n) => n.lastTime >= reset.time || stillOpen(n))) return 'now'
  if (others.length > 0) return 'before'
  return file.host.server.openPorts.has(file.server.port) ? 'before' : 'never'
}

export function othersOnPort({ file, neighbours }: CauseContext): Neighbour[] {
  return neighbours.filter(
    (n) => n.stream !== file.stream && n.server.address === file.server.address && n.server.port === file.server.port,
  )
}

const stillOpen = (n: Neighbour): boolean => !n.reset && n.established && n.bytes === 0
