/** What many scenarios say and do. */
import type { Lab } from '../lab.js'
import { ACK } from '../segments.js'
import type { Made } from '../truth.js'

/** RST with ACK and live numbers: made by the sender's own decision (RFC 9293 section 3.10.5), not in reply. */
export const isAbort = ({ frame }: Made) => (frame.flags & ACK) !== 0 && frame.seq !== 0

/** A request and an answer of `answer` bytes, all acknowledged. */
export async function exchange(lab: Lab, c: number, s: number, answer = 2000): Promise<void> {
  await lab.client.do('write', { id: c, text: 'GET /report HTTP/1.1\r\nHost: www.example.com\r\n\r\n' })
  await lab.server.do('read', { id: s })
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${answer}\r\n\r\n`
  await lab.server.do('write', { id: s, text: head + 'a'.repeat(answer) })
  await lab.client.do('read', { id: c, bytes: head.length + answer })
  await lab.settle(1)
}

/** What follows from a forged reset: the ends' kernels answer what still comes for the connection. */
export function explainAftermath(lab: Lab): void {
  const cause = ['no-such-connection', 'late-data', 'unread-data', 'abort']
  for (const from of ['client', 'server'] as const) lab.explain({ from, cause, why: 'after a forged reset' })
}
