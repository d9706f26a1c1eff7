/** The anonymiser between a reader and whatever takes its packets. */
import { NO_COMMENTS, type PacketSink, type RawPacket } from '../capture/format.js'
import type { Anonymizer } from './anonymizer.js'

/** A sink that hands every packet on to `sink` anonymised, and leaves the reader's own bytes alone. */
export function anonymousSink(sink: PacketSink, anonymizer: Anonymizer): PacketSink {
  return {
    packet(raw: RawPacket) {
      const { bytes, view, offset, captured, comments } = raw
      const start = view.byteOffset + offset
      raw.bytes = anonymizer.packet(new Uint8Array(view.buffer, start, captured), raw.interface.linkType)
      raw.view = new DataView(raw.bytes.buffer)
      raw.offset = 0
      raw.comments = NO_COMMENTS
      sink.packet(raw)
      Object.assign(raw, { bytes, view, offset, comments })
    },
  }
}
