/** What the tests of captures share: reading a whole capture into plain values. */
import { CaptureFeed } from '../src/core/capture/feed.js'
import type { RawPacket } from '../src/core/capture/format.js'
import { type Problem, Problems } from '../src/core/capture/problems.js'

/** A packet, copied out of the record that is reused. */
export interface ReadPacket {
  readonly bytes: readonly number[]
  readonly time: string
  readonly original: number
  readonly direction: number
  readonly linkType: number
  readonly position: number
}

export interface ReadCapture {
  readonly packets: ReadPacket[]
  readonly problems: Problem[]
  readonly feed: CaptureFeed
}

/** Feeds a capture in pieces of the given sizes, again and again, and collects what comes out. */
export function readCapture(file: Uint8Array, chunks: readonly number[] = [file.length || 1]): ReadCapture {
  const packets: ReadPacket[] = []
  const problems = new Problems()
  const feed = new CaptureFeed({ packet: (packet) => packets.push(copyOf(packet)) }, problems)
  for (let at = 0, i = 0; at < file.length; i++) {
    const size = chunks[i % chunks.length]
    feed.push(file.subarray(at, at + size))
    at += size
  }
  feed.end()
  return { packets, problems: problems.list(), feed }
}

export function copyOf(packet: RawPacket): ReadPacket {
  return {
    bytes: [...packet.bytes.subarray(packet.offset, packet.offset + packet.captured)],
    time: `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}`,
    original: packet.original,
    direction: packet.direction,
    linkType: packet.interface.linkType,
    position: packet.position,
  }
}

/** What the capture says of its packets: each is read again, as reports do with those that they show. */
export function commentsIn(file: Uint8Array): { frame: number; text: string }[] {
  const { packets, feed } = readCapture(file)
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return packets.flatMap(({ position }, i) => {
    let comments: readonly string[] = []
    const sink = { packet: (packet: RawPacket) => (comments = packet.comments) }
    feed.parser?.replay(file, view, position, file.length, position, sink)
    return comments.map((text) => ({ frame: i + 1, text }))
  })
}

/** A packet without its place in the file, which differs from format to format. */
export const withoutPosition = ({ position: _, ...rest }: ReadPacket): Omit<ReadPacket, 'position'> => rest
