/** The connections of a capture by their addresses: which of them are worth comparing with a given one. */
import type { CaseFile } from './casefile/model.js'
import { isReset, isSyn } from './casefile/segment.js'
import type { ResetRecord } from './evidence/context.js'
import type { Neighbour } from './verdict/causes/define.js'

/** Most that are handed to one verdict: the nearest in time. */
const NEAREST = 120

export class Neighbourhood {
  private readonly byAddress = new Map<string, Neighbour[]>()
  private readonly byStream = new Map<number, Neighbour>()
  private readonly byHopLimit = new Map<number, ResetRecord[]>()

  /** A connection may be looked at twice, as a healthy one for contrast and then for another capture point. */
  add(neighbour: Neighbour): void {
    if (this.byStream.has(neighbour.stream)) return
    this.byStream.set(neighbour.stream, neighbour)
    const { client, server } = neighbour
    push(this.byAddress, client.address, neighbour)
    if (server.address !== client.address) push(this.byAddress, server.address, neighbour)
  }

  /** Notes whether a device cut a connection. */
  judged(stream: number, cut: boolean): void {
    const neighbour = this.byStream.get(stream)
    if (neighbour) neighbour.cut = cut
  }

  addReset(record: ResetRecord): void {
    push(this.byHopLimit, record.hopLimit ?? 0, record)
  }

  of(file: CaseFile): Neighbour[] {
    const around = (address: string) => nearest(this.byAddress.get(address) ?? [], file.firstTime, (n) => n.firstTime)
    const server = file.server.address
    const ofServer = around(server)
    // Those with both addresses are among the server's already.
    const ofClient = around(file.client.address).filter(
      (n) => n.server.address !== server && n.client.address !== server,
    )
    return ofClient.length === 0 ? ofServer : [...ofServer, ...ofClient]
  }

  /** Resets that arrive from about the same distance. */
  resetsLike(hopLimit: number, time: number): ResetRecord[] {
    return [-1, 0, 1].flatMap((d) => nearest(this.byHopLimit.get(hopLimit + d) ?? [], time, (r) => r.time))
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list.length < 50_000) list.push(value)
}

/** The items around a moment; they are nearly in order of time. */
function nearest<T>(items: T[], time: number, timeOf: (item: T) => number): T[] {
  if (items.length <= NEAREST) return items
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (timeOf(items[middle]) < time) low = middle + 1
    else high = middle
  }
  const start = Math.max(0, Math.min(low - NEAREST / 2, items.length - NEAREST))
  return items.slice(start, start + NEAREST)
}

/** The few facts about a connection that others are compared with. */
export function neighbourOf(file: CaseFile): Neighbour {
  const request = file.http[0]?.request
  return {
    stream: file.stream,
    client: file.client,
    server: file.server,
    firstTime: file.firstTime,
    lastTime: file.lastTime,
    serverName: file.tls?.serverName,
    host: request?.host,
    path: request?.path,
    answered: file.segments.some((s) => s.from === 'server' && s.length > 0),
    established: file.handshake.complete || file.bytes.server > 0,
    bytes: file.bytes.client + file.bytes.server,
    reset: file.segments.some((s) => isReset(s)),
    firstFrame: file.segments[0]?.frame ?? 0,
    syns: file.segments
      .filter(isSyn)
      .slice(0, 20)
      .map((s) => s.time),
  }
}

export function resetRecordsOf(file: CaseFile): ResetRecord[] {
  return file.segments
    .filter((s) => isReset(s))
    .slice(0, 50)
    .map((s) => ({
      stream: file.stream,
      frame: s.frame,
      time: s.time,
      source: file[s.from].address,
      hopLimit: s.hopLimit,
      ipId: s.ipId,
      window: s.window,
      baseline: file.baseline[s.from].hopLimit,
    }))
}
