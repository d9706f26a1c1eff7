/** The server refused the TLS handshake: an alert before the reset, or a reset of its own in place of a ServerHello. */
import { readTlsRecordType } from '../../wire/tls-hello.js'
import { defineCause, frameOf } from './define.js'

const ALERT = 21

export const tlsRefused = defineCause({
  id: 'tls-refused',
  made: 'end',
  benign: false,
  match({ file, before, accused, reset, trigger, situation, form }) {
    if (accused !== 'server' || !file.tls) return undefined
    const alert = before.findLast((s) => s.from === 'server' && readTlsRecordType(s.payload) === ALERT)
    const helloAnswered = before.some((s) => s.from === 'server' && readTlsRecordType(s.payload) === 22)
    const facts = { serverName: file.tls.serverName ?? '', alert: alert?.frame ?? 0 }
    if (alert && !helloAnswered) return { fit: 0.9, frames: frameOf(alert, reset), facts }
    const atHello = trigger.kind === 'client-hello' || situation.unanswered?.frame === file.tls.frames.at(-1)
    // A reply without ACK flag comes from a host that has no socket for it: no TLS server ever saw that hello.
    if (helloAnswered || !atHello || situation.ownFin || form === 'reply') return undefined
    return { fit: 0.72, frames: frameOf(trigger.segment ?? situation.unanswered, reset), facts }
  },
})
