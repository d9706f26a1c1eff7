/**
 * Makes captures fit to be passed on: addresses, MAC addresses and names become pseudonyms, payload becomes noise, and
 * the verdicts stay the same. See docs/en/anonymize.md for what that protects and what not.
 */
import { Pseudonyms } from './pseudonyms.js'
import { rewritePacket } from './rewrite.js'
import { Streams } from './streams.js'

export class Anonymizer {
  private readonly pseudonyms: Pseudonyms
  private streams: Streams

  /**
   * @param key 32 octets, secret and random; under the same key everything becomes the same again
   * @throws RangeError when it has another length
   */
  constructor(key: Uint8Array | Anonymizer) {
    this.pseudonyms = key instanceof Anonymizer ? key.pseudonyms : new Pseudonyms(key)
    this.streams = new Streams(this.pseudonyms)
  }

  /** One with the same pseudonyms that has seen no packet yet, for packets that are read again. */
  again(): Anonymizer {
    return new Anonymizer(this)
  }

  /**
   * An anonymised copy of the captured octets of one packet, of the same length. Packets of a connection are to come in
   * the order of the capture. Never throws, whatever the octets are.
   * @param linkType LINKTYPE_ value of the interface that captured it
   */
  packet(bytes: Uint8Array, linkType: number): Uint8Array {
    const copy = bytes.slice()
    const view = new DataView(copy.buffer)
    const { pseudonyms, streams } = this
    rewritePacket({ view, pseudonyms, streams }, 0, copy.length, linkType)
    return copy
  }
}
