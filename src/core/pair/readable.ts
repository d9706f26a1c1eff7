/**
 * Whether payload can be compared where a device moved the sequence numbers. What makes payload unreadable before a
 * capture is passed on may go by those numbers (`anonymize/noise.ts` does), and then every octet differs that was not
 * left as it was. Left are the heads of messages, so it is the bytes behind them that tell.
 */
import type { Segment } from '../casefile/model.js'
import { headLength, readHttpRequest, readHttpResponse } from '../wire/http-head.js'
import { looksLikeClientHello } from '../wire/tls-hello.js'

/** Bytes of a packet with which it tells anything. */
const ENOUGH = 16
/** Of bytes made unreadable one in 255 comes out alike. */
const MOSTLY = 0.75

/** Some packet has content to tell by, and none of those has other content for the most part. */
export function isReadable(pairs: readonly [Segment, Segment][]): boolean {
  const shares = pairs.flatMap(([a, b]) => shareAlike(contentOf(a.payload), contentOf(b.payload)) ?? [])
  return shares.length > 0 && shares.every((share) => share >= MOSTLY)
}

/** How much of the content is alike; undefined where too little of it was captured, or is not zero. */
function shareAlike(here: Uint8Array, there: Uint8Array): number | undefined {
  let alike = 0
  let counted = 0
  for (let i = 0; i < Math.min(here.length, there.length); i++) {
    if (here[i] === 0 && there[i] === 0) continue
    counted++
    if (here[i] === there[i]) alike++
  }
  return counted < ENOUGH ? undefined : alike / counted
}

function contentOf(payload: Uint8Array): Uint8Array {
  if (looksLikeClientHello(payload)) return payload.subarray(payload.length)
  return (readHttpRequest(payload) ?? readHttpResponse(payload)) ? payload.subarray(headLength(payload)) : payload
}
