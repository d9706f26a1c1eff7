/** The connection of a finding, and the request in it that matters. */
import type { CaseFile, Endpoint, HttpExchange, Segment, Side } from '../casefile/model.js'
import { otherSide } from '../casefile/model.js'
import type { Scene, Words } from '../words/types.js'
import { clean } from './clean.js'
import type { Connection, NamedEndpoint } from './model.js'
import type { Frames } from './point.js'

export function connectionOf(file: CaseFile, home: number, trigger: Segment | undefined, frames: Frames): Connection {
  const request = exchangeOf(file, home, trigger)?.request
  return {
    stream: file.stream,
    client: named(file.client, frames),
    server: named(file.server, frames),
    ...(file.tls && { tls: { serverName: cleaned(file.tls.serverName) } }),
    ...tunnelOf(file),
    ...(request && { http: { host: cleaned(request.host), method: request.method, path: cleaned(request.path) } }),
  }
}

function tunnelOf({ outer: { client, server } }: CaseFile): Pick<Connection, 'tunnel'> {
  const protocols = (client ?? server)?.protocols
  if (!protocols) return {}
  return {
    tunnel: {
      protocols,
      client: client?.source ?? server?.destination,
      server: server?.source ?? client?.destination,
    },
  }
}

function named(end: Endpoint, frames: Frames): NamedEndpoint {
  const name = frames.nameOf(end.address)
  return name ? { ...end, name } : end
}

const cleaned = (text: string | undefined): string | undefined => (text === undefined ? undefined : clean(text))

/** The request that the trigger is, else the one that waited for its answer, else the first. */
function exchangeOf({ http }: CaseFile, home: number, trigger: Segment | undefined): HttpExchange | undefined {
  const earlier = http.filter((exchange) => exchange.requestFrame < home)
  return (
    earlier.find((exchange) => exchange.requestFrame === trigger?.frame) ??
    earlier.findLast((exchange) => exchange.responseFrame === undefined || exchange.responseFrame > home) ??
    http[0]
  )
}

export function sceneOf(
  file: CaseFile,
  connection: Connection,
  accused: Side,
  home: number,
  frames: Frames,
  words: Words,
): Scene {
  return {
    client: file.client,
    server: file.server,
    ipVersion: file.ipVersion,
    accused,
    receiver: otherSide(accused),
    vantage: file.vantage.at,
    name: connection.tls?.serverName ?? connection.http?.host,
    tls: file.tls !== undefined,
    path: connection.http?.path,
    frame: (number) => frames.label(home, number, words),
  }
}
