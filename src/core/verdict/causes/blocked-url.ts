/** Cut at an HTTP request because of its path: other resources of the same host are served. */
import { contrast } from './blocked.js'
import { defineCause, frameOf } from './define.js'
import { requestOf } from './request.js'

export const blockedUrl = defineCause({
  id: 'blocked-url',
  made: 'middlebox',
  benign: false,
  match(context) {
    const exchange = requestOf(context)
    if (!exchange) return undefined
    const { host, path } = exchange.request
    const same = contrast(context, (n) => n.host === host && n.path === path)
    const others = contrast(context, (n) => n.host === host && n.path !== path)
    const answeredHere = context.file.http.filter(
      (e) => e.response && e.request.host === host && e.request.path !== path,
    ).length
    if (same.lived > 0) return undefined
    const lived = others.lived + answeredHere
    return {
      fit: lived > 0 ? 0.8 : 0.3,
      frames: frameOf(context.trigger.segment, context.reset),
      facts: { path, host: host ?? '', lived },
    }
  },
})
