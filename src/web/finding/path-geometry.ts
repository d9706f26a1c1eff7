/** Where things stand in the picture of the path: shares of its length, 0 at the client and 1 at the server. */
import type { Finding, HopRange, Report } from '../../core/report/model.js'
import { accusedOf, type End, otherEnd } from './view.js'

export interface PathPicture {
  /** Routers between the ends, when hop limits show them. */
  hops?: number
  /** That end is an unknown number of hops further away than is drawn. */
  open?: End
  sender: Sender
  /** Where the packets of the finding went to. */
  receiver?: End
  captures: CapturePoint[]
}

export type Sender =
  /** An end made it. */
  | { is: 'end'; end: End; at: number }
  /** Something on the path, within an interval: by hops, or only about that part of the path. */
  | { is: 'hops'; from: number; to: number; at: number; client?: HopRange; server?: HopRange }
  | { is: 'part'; from: number; to: number; at: number }
  | { is: 'unknown' }

export interface CapturePoint {
  /** Index into the report's captures. */
  capture: number
  at: number
  /** False when it is only known to be between the ends. */
  exact: boolean
}

export function pathPicture(report: Report, finding: Finding): PathPicture {
  const scale = scaleOf(finding)
  const accused = accusedOf(finding)
  return {
    hops: scale.hops,
    open: scale.open,
    sender: senderOf(finding, scale),
    receiver: accused && otherEnd(accused),
    captures: capturesOf(report, finding, scale.hops),
  }
}

interface Scale {
  hops?: number
  open?: End
  /** Hops that the whole width stands for, for drawing. */
  drawn?: number
}

function scaleOf({ place: { hopsFromClient: client, hopsFromServer: server } }: Finding): Scale {
  if (client && server) return { hops: client.best + server.best, drawn: Math.max(1, client.best + server.best) }
  if (client) return { open: 'server', drawn: roomFor(client) }
  if (server) return { open: 'client', drawn: roomFor(server) }
  return {}
}

/** The rest of the path is longer than nothing. */
const roomFor = ({ max }: HopRange): number => Math.max(max * 1.6, max + 3)

function senderOf({ origin, place }: Finding, { drawn }: Scale): Sender {
  if (origin.who === 'client') return { is: 'end', end: 'client', at: 0 }
  if (origin.who === 'server') return { is: 'end', end: 'server', at: 1 }
  const { hopsFromClient: client, hopsFromServer: server, side } = place
  if (drawn && client) return { is: 'hops', ...interval(client, drawn), client, server }
  if (drawn && server) return { is: 'hops', ...mirrored(interval(server, drawn)), client, server }
  if (side === 'unknown') return { is: 'unknown' }
  const part = PARTS[side]
  return { is: 'part', ...part, at: (part.from + part.to) / 2 }
}

const PARTS = { client: { from: 0.07, to: 0.35 }, middle: { from: 0.33, to: 0.67 }, server: { from: 0.65, to: 0.93 } }

interface Interval {
  from: number
  to: number
  at: number
}

/** Half a hop wider on both sides, so that the hops at its edges are inside. */
function interval({ min, best, max }: HopRange, drawn: number): Interval {
  const share = (hops: number) => Math.min(1, Math.max(0, hops / drawn))
  return { from: share(min - 0.5), to: share(max + 0.5), at: share(best) }
}

const mirrored = ({ from, to, at }: Interval): Interval => ({ from: 1 - to, to: 1 - from, at: 1 - at })

/** The capture that the finding is in, and that which it was compared with. */
function capturesOf(report: Report, { capture }: Finding, hops: number | undefined): CapturePoint[] {
  const all = [capture, partnerOf(report, capture) ?? []].flat()
  return all.flatMap((each) => captureAt(report, each, hops) ?? [])
}

/** The capture of another point that one was compared with; the first of several. */
export function partnerOf(report: Report, capture: number): number | undefined {
  const own = pointOf(report, capture)
  const pair = report.pairs?.find(({ captures }) => captures.includes(own))
  return pair?.captures.find((each) => each !== own)
}

/** Pairs are told by the first capture of each point. */
const pointOf = ({ arrangement }: Report, capture: number): number =>
  arrangement?.points.find((captures) => captures.includes(capture))?.[0] ?? capture

function captureAt(report: Report, capture: number, hops: number | undefined): CapturePoint | undefined {
  const at = vantageOf(report, capture)
  if (at === 'client') return { capture, at: 0, exact: true }
  if (at === 'server') return { capture, at: 1, exact: true }
  if (at !== 'middle') return undefined
  return { capture, ...(betweenAt(report, capture, hops) ?? { at: 0.5, exact: false }) }
}

const vantageOf = ({ captures }: Report, capture: number): string => captures[capture]?.vantage.at ?? 'unknown'

/** A point between the ends that was compared with one at an end: the hops between them place it. */
function betweenAt(
  report: Report,
  capture: number,
  hops: number | undefined,
): Omit<CapturePoint, 'capture'> | undefined {
  const own = pointOf(report, capture)
  for (const { captures, hopsBetween } of report.pairs ?? []) {
    if (!captures.includes(own) || hopsBetween === undefined || !hops) continue
    const end = vantageOf(report, captures[0] === own ? captures[1] : captures[0])
    const share = Math.min(1, hopsBetween / hops)
    if (end === 'client') return { at: share, exact: true }
    if (end === 'server') return { at: 1 - share, exact: true }
  }
  return undefined
}
