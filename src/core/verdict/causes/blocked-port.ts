/** Connections to this port of the address are cut at the handshake; other ports are reached. */
import { contrast, isAtHandshake } from './blocked.js'
import { defineCause, frameOf } from './define.js'

export const blockedPort = defineCause({
  id: 'blocked-port',
  made: 'middlebox',
  benign: false,
  match(context) {
    const { trigger, reset, file } = context
    if (!isAtHandshake(context)) return undefined
    const here = contrast(context, (n) => n.server.port === file.server.port)
    const elsewhere = contrast(context, (n) => n.server.port !== file.server.port)
    if (here.lived > 0) return undefined
    const fit = elsewhere.lived > 0 ? 0.8 : 0.2
    return {
      fit,
      frames: frameOf(trigger.segment, reset),
      facts: { port: file.server.port, elsewhere: elsewhere.lived },
    }
  },
})
