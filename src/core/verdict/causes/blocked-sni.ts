/** Cut at the ClientHello, which names the host in the clear (server name indication, RFC 6066 §3). */
import { contrast, support } from './blocked.js'
import { defineCause, frameOf } from './define.js'

export const blockedSni = defineCause({
  id: 'blocked-sni',
  made: 'middlebox',
  benign: false,
  match(context) {
    const { file, trigger, reset } = context
    const name = file.tls?.serverName
    if (!name || (trigger.kind !== 'client-hello' && !file.tls!.frames.includes(trigger.segment?.frame ?? -1)))
      return undefined
    const same = contrast(context, (n) => n.serverName === name)
    const others = contrast(context, (n) => n.serverName !== undefined && n.serverName !== name)
    return {
      fit: support(0.65, same, others),
      frames: frameOf(trigger.segment, reset),
      facts: { name, cut: same.cut + 1, lived: others.lived },
    }
  },
})
