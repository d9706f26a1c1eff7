/**
 * The payload of a reset belongs to no stream. What kind it is stays, with the beginning by which a product is known;
 * see `evidence/payload.ts`, which reads it.
 */
import { latin1Text } from '../wire/octets.js'
import type { Stream } from './stream.js'

/** Beginnings by which products are known. */
const BEGINNINGS = ['BIG-IP:', 'tcp_', 'No TCP']
/** draft-ietf-tcpm-rst-diagnostic-payload: a mark, a reason and a vendor's number. */
const DIAGNOSTIC = [0x33, 0xaa]
const DIAGNOSTIC_LENGTH = 8
/** One device sends 01 02 03 … */
const COUNT_LENGTH = 8

const isText = (bytes: Uint8Array): boolean =>
  bytes.every((octet) => (octet >= 0x20 && octet <= 0x7e) || octet === 0 || (octet >= 0x09 && octet <= 0x0d))

export function rewriteResetPayload(payload: Uint8Array, seq: number, stream: Stream): void {
  const isDiagnostic = payload.length === DIAGNOSTIC_LENGTH && DIAGNOSTIC.every((octet, i) => payload[i] === octet)
  const isCount =
    payload.length >= COUNT_LENGTH && payload.subarray(0, COUNT_LENGTH).every((octet, i) => octet === i + 1)
  if (isDiagnostic) return
  if (isCount) payload.fill(0, COUNT_LENGTH)
  else if (isText(payload.subarray(0, TEXT_LENGTH))) stream.disguise(seq, payload, knownBeginning(payload))
  else payload.fill(0)
}

/** As much as is read. */
const TEXT_LENGTH = 120

function knownBeginning(payload: Uint8Array): number {
  const text = latin1Text(payload.subarray(0, 8))
  return BEGINNINGS.find((beginning) => text.startsWith(beginning))?.length ?? 0
}
