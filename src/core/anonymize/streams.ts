/** The streams of a capture, by the addresses and ports that they go between. */
import { latin1Text } from '../wire/octets.js'
import type { Pseudonyms } from './pseudonyms.js'
import { Stream } from './stream.js'

/** Streams remembered; the one that has been silent the longest is forgotten first. */
const MAX_STREAMS = 4096

export class Streams {
  private readonly streams = new Map<string, Stream>()

  constructor(private readonly pseudonyms: Pseudonyms) {}

  /** @param ends source and destination address and port */
  of(ends: Uint8Array): Stream {
    const key = latin1Text(ends)
    const stream = this.streams.get(key) ?? this.create()
    this.streams.delete(key)
    this.streams.set(key, stream)
    if (this.streams.size > MAX_STREAMS) {
      const [oldest] = this.streams.keys()
      this.streams.delete(oldest)
    }
    return stream
  }

  /** All share one noise: a translation of addresses between two captures must not change what content becomes. */
  private create(): Stream {
    const { noise, names } = this.pseudonyms
    return new Stream(noise, names)
  }
}
