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

const LETTERS = Object.keys(FLAG_OF_LETTER)

/** `S`, `S.`, `.`, `P.`, `R.`; `none` without any. */
export function flagLetters(flags: number): string {
  let letters = ''
  for (const letter of LETTERS) if (flags & FLAG_OF_LETTER[letter]) letters += letter
  return letters || 'none'
}
