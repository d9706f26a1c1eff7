/**
 * The same traffic as a second capture point would have it: what a client sends comes some hops and milliseconds later
 * there, what a server sends as much earlier. As a program: `node bench/second-point.mjs FIRST SECOND`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const HOPS = 8
const DELAY_MICROSECONDS = 1000
const HEADER = 24
const RECORD = 16
const ETHERNET = 14
/** Clients' ports begin here (connection.mjs). */
const FIRST_CLIENT_PORT = 32_768

/** @param first a capture as the generator writes it; changed in place */
export function secondPoint(first) {
  const records = []
  for (let at = HEADER; at < first.length; ) {
    const end = at + RECORD + first.readUInt32LE(at + 8)
    const time = moved(first, at)
    if (time !== undefined) records.push({ at, end, time })
    at = end
  }
  records.sort((a, b) => a.time - b.time)
  return [first.subarray(0, HEADER), ...records.map(({ at, end }) => first.subarray(at, end))]
}

/** Microseconds at which it came past there; undefined when it never did. */
function moved(file, at) {
  const ip = at + RECORD + ETHERNET
  const isFromClient = file.readUInt16BE(ip + 20) >= FIRST_CLIENT_PORT
  const shift = isFromClient ? 1 : -1
  const ttl = file[ip + 8] - shift * HOPS
  // No packet has more left than 255: it was forged between the points, and came past the first alone.
  if (ttl > 255) return undefined
  const time = file.readUInt32LE(at) * 1e6 + file.readUInt32LE(at + 4) + shift * DELAY_MICROSECONDS
  file.writeUInt32LE(Math.floor(time / 1e6), at)
  file.writeUInt32LE(time % 1e6, at + 4)
  file[ip + 8] = ttl
  correctChecksum(file, ip + 10, shift * HOPS * 256)
  return time
}

/** What a word loses the checksum gains, modulo 0xffff; of its two zeros 0xffff never stands there (RFC 1624 §3). */
function correctChecksum(file, at, lost) {
  file.writeUInt16BE((file.readUInt16BE(at) + lost + 0xffff) % 0xffff, at)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2)
  writeFileSync(to, Buffer.concat(secondPoint(readFileSync(from))))
}
