/** Cut at an HTTP request because of the host that its Host field names. */
import { contrast, support } from './blocked.js'
import { defineCause, frameOf } from './define.js'
import { requestOf } from './request.js'

export const blockedHost = defineCause({
  id: 'blocked-host',
  made: 'middlebox',
  benign: false,
  match(context) {
    const exchange = requestOf(context)
    const host = exchange?.request.host
    if (!exchange || !host) return undefined
    const same = contrast(context, (n) => n.host === host)
    const others = contrast(context, (n) => n.host !== undefined && n.host !== host)
    const answeredHere = context.file.http.some((e) => e.response && e.request.host === host)
    const fit = answeredHere ? 0.15 : support(0.5, same, others)
    return {
      fit,
      frames: frameOf(context.trigger.segment, context.reset),
      facts: { host, cut: same.cut + 1, lived: others.lived },
    }
  },
})
