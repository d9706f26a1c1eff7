/** TOS octet of a reply: the Linux kernel mirrors that of the packet it answers (IPv4 only), packet filters send 0. */
import { defineObservation } from './define.js'

export const trafficClass = defineObservation({
  id: 'traffic-class',
  family: 'form',
  about: 'reset',
  observe({ reset, fits, form }) {
    if (reset.ipVersion !== 4 || (form !== 'reply' && form !== 'refusal')) return undefined
    const trigger = fits.find((fit) => fit.fit === 'answers')?.segment
    // The last two bits are ECN (RFC 3168), which is never mirrored.
    const asked = (trigger?.trafficClass ?? 0) >> 2
    if (!trigger || asked === 0) return undefined
    const answered = reset.trafficClass >> 2
    const facts = { asked: trigger.trafficClass, answered: reset.trafficClass }
    const frames = [trigger.frame, reset.frame]
    if (answered === asked) return { for: 'end', weight: 'class-mirrored', frames, facts }
    return answered === 0 ? { for: 'middlebox', weight: 'class-dropped', frames, facts } : undefined
  },
})
