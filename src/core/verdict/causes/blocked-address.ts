/** Every connection to the address is cut at the handshake, whatever it asks for. */
import { contrast, isAtHandshake } from './blocked.js'
import { defineCause, frameOf } from './define.js'

export const blockedAddress = defineCause({
  id: 'blocked-address',
  made: 'middlebox',
  benign: false,
  match(context) {
    const { trigger, reset, file } = context
    if (!isAtHandshake(context)) return undefined
    const all = contrast(context, () => true)
    const fit = all.lived > 0 ? 0.15 : all.cut > 0 ? 0.7 : 0.5
    return {
      fit,
      frames: frameOf(trigger.segment, reset),
      facts: { address: file.server.address, cut: all.cut + 1, lived: all.lived },
    }
  },
})
