/** The server answered and closed while the request's body was still on its way (no lingering close). */
import { type CauseContext, defineCause, frameOf } from './define.js'

export const earlyResponse = defineCause({
  id: 'early-response',
  made: 'end',
  benign: false,
  match(context) {
    const { file, accused, reset, before } = context
    if (accused !== 'server') return undefined
    const exchange = file.http.findLast((e) => e.response !== undefined && e.responseFrame! < reset.frame)
    if (!exchange) return undefined
    const missing = bodyMissing(context, exchange.requestFrame, exchange.request)
    if (missing === undefined) return undefined
    const request = before.find((s) => s.frame === exchange.requestFrame)
    const response = before.find((s) => s.frame === exchange.responseFrame)
    return {
      fit: 0.9,
      frames: frameOf(request, response, reset),
      facts: { status: exchange.response!.status, method: exchange.request.method, missing },
    }
  },
})

/** Bytes of the request that had not been sent when the server answered; undefined when it was whole, -1 unknown. */
function bodyMissing(
  { before, file }: CauseContext,
  requestFrame: number,
  request: CauseContext['file']['http'][number]['request'],
): number | undefined {
  const response = file.http.find((e) => e.requestFrame === requestFrame)!.responseFrame!
  const sentAfter = before.some((s) => s.from === 'client' && s.frame > response && s.length > 0)
  if (request.contentLength !== undefined) {
    const sent = before.filter((s) => s.from === 'client' && s.frame >= requestFrame && s.frame < response)
    const bytes = sent.reduce((sum, s) => sum + s.length, 0)
    const missing = request.contentLength - bytes
    return missing > 0 ? missing : undefined
  }
  return request.chunked && sentAfter ? -1 : undefined
}
