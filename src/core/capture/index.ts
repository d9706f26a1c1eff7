import type { CaptureFormat } from './format.js'
import { pcapFormat } from './pcap.js'
import { pcapngFormat } from './pcapng.js'
import { textFormat } from './tcpdump-text.js'

/** The containers that are read; the first that recognises the beginning of a stream reads it. */
const captureFormats: readonly CaptureFormat[] = [pcapFormat, pcapngFormat, textFormat]

/** Bytes of the beginning with which every format can tell whether a stream is its own. */
export const HEAD_LENGTH = Math.max(...captureFormats.map((format) => format.headLength))

/**
 * The format of a stream that begins with `head`.
 * @param head as many bytes as there are, and no more than `HEAD_LENGTH` matter
 * @param complete the stream holds nothing else: formats must decide on what is there
 */
export function recogniseCapture(head: Uint8Array, complete = true): CaptureFormat | undefined {
  return captureFormats.find(
    ({ headLength, recognises }) =>
      (complete || head.length >= headLength) && recognises(head.subarray(0, Math.min(head.length, headLength))),
  )
}
