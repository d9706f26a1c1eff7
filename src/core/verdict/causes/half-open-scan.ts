/** A scanner's SYN: its kernel knows nothing of it and resets the SYN-ACK, or the scanner does. */
import type { Segment } from '../../casefile/model.js'
import { isReset, isSyn } from '../../casefile/segment.js'
import { type CauseContext, defineCause, frameOf } from './define.js'

/** IP identification of ZMap's and masscan's probes, and the windows of nmap (1024 to 4096) and hping (512). */
const SCANNER_IDS = new Set([54321])
const SCANNER_WINDOWS = new Set([512, 1024, 2048, 3072, 4096])

export const halfOpenScan = defineCause({
  id: 'half-open-scan',
  made: 'end',
  benign: true,
  match(context) {
    const { form, trigger, before, accused, earlier, reset } = context
    if (accused !== 'client' || trigger.kind !== 'syn-ack' || form === 'stray') return undefined
    const syn = before.find((s) => s.from === 'client' && isSyn(s))
    if (!syn || before.some((s) => s.from === 'client' && !isSyn(s) && !isReset(s))) return undefined
    if (context.situation.peerReset || earlier.some((e) => e.who === 'middlebox')) return undefined
    const ports = probedPorts(context)
    const crafted = looksCrafted(syn)
    return {
      fit: ports > 3 || crafted ? 0.85 : 0.55,
      frames: frameOf(syn, trigger.segment, reset),
      facts: { ports, crafted },
    }
  },
})

/** No connect() builds such a SYN: no options, an odd window, the don't-fragment bit off. */
export function looksCrafted(syn: Segment): boolean {
  if (syn.ipId !== undefined && SCANNER_IDS.has(syn.ipId)) return true
  const bare = syn.options.kinds.length === 0
  const onlyMss = syn.options.kinds.every((kind) => kind === 2) && SCANNER_WINDOWS.has(syn.window)
  return bare || onlyMss
}

function probedPorts({ neighbours, file }: CauseContext): number {
  const same = neighbours.filter(
    (n) => n.client.address === file.client.address && n.server.address === file.server.address && n.bytes === 0,
  )
  return new Set([...same.map((n) => n.server.port), file.server.port]).size
}
