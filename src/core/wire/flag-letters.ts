/** TCP flags (RFC 9293 §3.1) by the letters that tcpdump prints, in its order. */
import { TcpFlag } from './tcp.js'

export const FLAG_OF_LETTER: Readonly<Record<string, number>> = {
  F: TcpFlag.fin,
  S: TcpFlag.syn,
  R: TcpFlag.rst,
  P: TcpFlag.psh,
  '.': TcpFlag.ack,
  U: TcpFlag.urg,
  E: TcpFlag.ece,
  W: TcpFlag.cwr,
}

const LETTERS = Object.entries(FLAG_OF_LETTER)

/** `S`, `S.`, `.`, `P.`, `R.`; `none` without any. */
export const flagLetters = (flags: number): string =>
  LETTERS.filter(([, flag]) => flags & flag)
    .map(([letter]) => letter)
    .join('') || 'none'
