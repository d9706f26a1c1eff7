/** Flag and header bits that a stack leaves alone in a reset. */
import { TcpFlag } from '../wire/tcp.js'
import { defineObservation } from './define.js'

const RESERVED = 0xe00
const ODD = RESERVED | TcpFlag.ece | TcpFlag.cwr | TcpFlag.urg

export const oddBits = defineObservation({
  id: 'odd-bits',
  family: 'form',
  about: 'reset',
  observe({ reset }) {
    const odd = reset.flags & ODD
    if (odd === 0 || isScrambled(reset.flags)) return undefined
    return { for: 'middlebox', weight: 'bits-odd', frames: [reset.frame], facts: { flags: reset.flags } }
  },
})

/** RST together with SYN or FIN: nobody's reset, but a damaged packet or a scanner's. */
export const isScrambled = (flags: number): boolean => (flags & (TcpFlag.syn | TcpFlag.fin)) !== 0
