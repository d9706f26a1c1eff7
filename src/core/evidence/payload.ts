/** Payload in a reset: text of a device or an old stack, a diagnostic (draft-ietf-tcpm-rst-diagnostic-payload), or a mark. */

import type { Segment } from '../casefile/model.js'
import { latin1Text } from '../wire/octets.js'
import { defineObservation } from './define.js'

/** Text that products put there. They say who speaks, not that somebody is spoken for: a balancer is the server here. */
const TEXTS: [RegExp, string][] = [
  [/^BIG-IP:/, 'F5 BIG-IP'],
  [/^tcp_|^No TCP/, 'HP-UX / SunOS / Mac OS 9'],
]

interface ResetPayload {
  kind: 'text' | 'diagnostic' | 'count-up' | 'bytes'
  text: string
  product?: string
}

export function readResetPayload(reset: Segment): ResetPayload | undefined {
  const bytes = reset.payload
  if (bytes.length === 0) return undefined
  const text = latin1Text(bytes.subarray(0, 120)).replaceAll('\0', '')
  const product = TEXTS.find(([pattern]) => pattern.test(text))?.[1]
  if (product || /^[\x20-\x7e\s]{4,}$/.test(text)) return { kind: 'text', text: text.trim(), product }
  if (bytes.length === 8 && bytes[0] === 0x33 && bytes[1] === 0xaa) {
    return { kind: 'diagnostic', text: `reason ${(bytes[2] << 8) | bytes[3]}` }
  }
  if (bytes.length >= 8 && bytes.subarray(0, 8).every((b, i) => b === i + 1))
    return { kind: 'count-up', text: '01 02 03 …' }
  return { kind: 'bytes', text: `${bytes.length}` }
}

export const payload = defineObservation({
  id: 'payload',
  family: 'form',
  about: 'reset',
  observe({ reset }) {
    const found = readResetPayload(reset)
    if (found?.kind !== 'count-up') return undefined
    return { for: 'middlebox', weight: 'payload-device', frames: [reset.frame], facts: { text: found.text } }
  },
})
