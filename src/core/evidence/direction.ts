/** What the capturing host itself says of the packet's way: sent from here, or come in from outside. */
import { defineObservation } from './define.js'

export const direction = defineObservation({
  id: 'direction',
  family: 'capture',
  about: 'packet',
  observe({ packet, accused, receiver, file }) {
    if (packet.direction === undefined || file.vantage.why !== 'direction') return undefined
    const facts = { direction: packet.direction, side: accused }
    const frames = [packet.frame]
    if (file.vantage.at === accused) {
      if (packet.direction === 'sent') return { for: 'end', weight: 'sent-here', frames, facts }
      return { for: 'middlebox', weight: 'came-from-outside', frames, facts }
    }
    if (file.vantage.at === receiver && packet.direction === 'sent') {
      return { for: 'middlebox', weight: 'came-from-outside', frames, facts }
    }
    return undefined
  },
})
