/** What a key makes of everything that identifies somebody. */
import { AddressMap } from './addresses.js'
import { MacMap } from './macs.js'
import { NameMap } from './names.js'
import { Noise } from './noise.js'
import { Prf } from './prf.js'

export class Pseudonyms {
  readonly addresses: AddressMap
  readonly macs: MacMap
  readonly names: NameMap
  readonly noise: Noise

  /** @throws RangeError when the key has not `KEY_LENGTH` octets */
  constructor(key: Uint8Array) {
    const prf = Prf.of(key)
    this.addresses = new AddressMap(prf.purpose('addresses'))
    this.macs = new MacMap(prf.purpose('macs'))
    this.names = new NameMap(prf.purpose('names'))
    this.noise = new Noise(prf.purpose('noise'), prf.purpose('streams'))
  }
}
