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

/** A packet without its place in the file, which differs from format to format. */
export const withoutPosition = ({ position: _, ...rest }: ReadPacket): Omit<ReadPacket, 'position'> => rest
