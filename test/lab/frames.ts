/** The lab's own reading of the captures it made: plain pcap, Ethernet or cooked, IPv4 and IPv6, TCP. Truth must not come from rstrace. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { SegmentKey } from './segments.js'

export interface Frame extends SegmentKey {
  /** From 1, as Wireshark counts. */
  number: number
  /** Seconds since the epoch. */
  time: number
}

interface PcapRecord {
  header: Buffer
  packet: Buffer
}

/** The records of a little-endian pcap file as tcpdump writes it here; a last one that is not whole is left out. */
function recordsOf(bytes: Buffer): PcapRecord[] {
  const records: PcapRecord[] = []
  for (let at = 24; at + 16 <= bytes.length; ) {
    const end = at + 16 + bytes.readUInt32LE(at + 8)
    if (end > bytes.length) break
    records.push({ header: bytes.subarray(at, at + 16), packet: bytes.subarray(at + 16, end) })
    at = end
  }
  return records
}

/** The TCP segments of a capture. */
export function framesOf(file: string): Frame[] {
  const bytes = readFileSync(file)
  if (bytes.length < 24) return []
  const fraction = bytes.readUInt32LE(0) === 0xa1b23c4d ? 1e-9 : 1e-6
  const linkType = bytes.readUInt32LE(20)
  return recordsOf(bytes).flatMap(({ header, packet }, i) => {
    const segment = segmentOf(packet, linkType)
    const time = header.readUInt32LE(0) + header.readUInt32LE(4) * fraction
    return segment ? [{ ...segment, number: i + 1, time }] : []
  })
}

/** Rewrites a capture with the segments that `keep` wants; what is not TCP stays. */
export function keepFrames(file: string, keep: (segment: SegmentKey) => boolean): void {
  const bytes = readFileSync(file)
  const linkType = bytes.readUInt32LE(20)
  const wanted = ({ packet }: PcapRecord) => {
    const segment = segmentOf(packet, linkType)
    return !segment || keep(segment)
  }
  const kept = recordsOf(bytes).filter(wanted)
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 24), ...kept.flatMap(({ header, packet }) => [header, packet])]))
}

/**
 * Writes a capture anew.
 * @param rewrite each record's new time in seconds; undefined leaves it out
 * @returns the new frame number of each frame that was kept
 */
export function rewriteFrames(
  from: string,
  to: string,
  rewrite: (time: number, segment: SegmentKey | undefined) => number | undefined,
): Map<number, number> {
  const bytes = readFileSync(from)
  const numbers = new Map<number, number>()
  const written: Uint8Array[] = [bytes.subarray(0, 24)]
  if (bytes.length >= 24) {
    const [linkType, unit] = [bytes.readUInt32LE(20), bytes.readUInt32LE(0) === 0xa1b23c4d ? 1e9 : 1e6]
    for (const [i, { header, packet }] of recordsOf(bytes).entries()) {
      const whole = header.readUInt32LE(0)
      // Whole seconds and the fraction apart: a double holds no nanoseconds since 1970.
      const shifted = rewrite(whole + header.readUInt32LE(4) / unit, segmentOf(packet, linkType))
      if (shifted === undefined) continue
      numbers.set(i + 1, numbers.size + 1)
      written.push(timed(header, shifted - (whole + header.readUInt32LE(4) / unit), unit), packet)
    }
  }
  writeFileSync(to, Buffer.concat(written))
  return numbers
}

/** A record header with its time moved on by `seconds`. */
function timed(header: Buffer, seconds: number, unit: number): Buffer {
  const moved = Buffer.from(header)
  const whole = Math.floor(seconds)
  const fraction = header.readUInt32LE(4) + Math.round((seconds - whole) * unit)
  moved.writeUInt32LE(header.readUInt32LE(0) + whole + Math.floor(fraction / unit), 0)
  moved.writeUInt32LE(fraction % unit, 4)
  return moved
}

/** LINKTYPE_ETHERNET 1, LINKTYPE_LINUX_SLL 113, LINKTYPE_LINUX_SLL2 276. */
function segmentOf(frame: Buffer, linkType: number): SegmentKey | undefined {
  const [typeAt, start] = linkType === 276 ? [0, 20] : linkType === 113 ? [14, 16] : [12, 14]
  if (frame.length < start) return undefined
  const type = frame.readUInt16BE(typeAt)
  const packet = frame.subarray(start)
  return type === 0x0800 ? ipv4(packet) : type === 0x86dd ? ipv6(packet) : undefined
}

function ipv4(p: Buffer): SegmentKey | undefined {
  if (p.length < 20 || p[9] !== 6) return undefined
  const header = (p[0] & 15) * 4
  const address = (at: number) => [...p.subarray(at, at + 4)].join('.')
  const size = p.readUInt16BE(2) || p.length // 0: a giant segment that the interface was still to cut
  return tcp(p.subarray(header), size - header, address(12), address(16), p.readUInt16BE(4), p[8])
}

function ipv6(p: Buffer): SegmentKey | undefined {
  if (p.length < 40 || p[6] !== 6) return undefined
  return tcp(p.subarray(40), p.readUInt16BE(4) || p.length - 40, textOf(p, 8), textOf(p, 24), 0, p[7])
}

/** RFC 5952: the longest run of zero groups shortened, the first of equals. */
function textOf(p: Buffer, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => p.readUInt16BE(at + 2 * i).toString(16)).join(':')
  const runs = [...groups.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length)
  const zeros = runs[0]
  if (!zeros) return groups
  const [before, after] = [groups.slice(0, zeros.index), groups.slice(zeros.index + zeros[0].length)]
  return `${before}:${after === '' ? ':' : after}`
}

function tcp(t: Buffer, size: number, source: string, target: string, id: number, ttl: number): SegmentKey | undefined {
  if (t.length < 20) return undefined
  return {
    source,
    sourcePort: t.readUInt16BE(0),
    target,
    targetPort: t.readUInt16BE(2),
    seq: t.readUInt32BE(4),
    ack: t.readUInt32BE(8),
    flags: t[13],
    length: size - (t[12] >> 4) * 4,
    id,
    ttl,
  }
}
