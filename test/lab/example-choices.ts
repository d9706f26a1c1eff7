/** Which scenario shows a cause best, seen from where. */
import type { Severity } from '../../src/core/report/model.js'
import type { CauseId } from '../../src/core/verdict/causes/index.js'
import type { Maker } from './truth.js'

export interface Choice {
  cause: CauseId
  scenario: string
  vantage: 'client' | 'server'
  severity: Severity
  /** One sentence. */
  says: string
  /** The cause is among those accepted, not the first: the capture does not show what set the device off. */
  blind?: true
}

/** What rstrace must say of one reset of a capture. */
export interface Expected {
  frame: number
  origin: Maker
  /** Those that this capture cannot tell apart. */
  causes: CauseId[]
  /** Packets that may have set it off: copies of one; none when nothing did, or it was not seen. */
  trigger: number[]
  severity: Severity
}

/** Bytes. */
export const LARGEST_EXAMPLE = 20_000

type Rest = [scenario: string, vantage: Choice['vantage'], severity: Severity, says: string, blind?: true]

const table: Partial<Record<CauseId, Rest>> = {
  'port-closed': ['port-closed-beside-open', 'client', 'warn', 'Port 80 answers, port 81 has no listener.'],
  'host-firewall-reject': [
    'host-firewall-reject',
    'client',
    'warn',
    'The server’s own packet filter rejects port 3306; but for the TOS octet it could be a closed port.',
  ],
  'no-such-connection': ['half-open', 'client', 'warn', 'The server has lost the connection, the client goes on.'],
  'late-data': ['late-data', 'client', 'info', 'The server has closed; the client sends one line more.'],
  'unread-data': ['unread-data', 'client', 'warn', 'The server closes with received data unread.'],
  abort: ['linger-zero', 'client', 'warn', 'The server closes with SO_LINGER 0.'],
  'early-response': ['too-large-413', 'client', 'note', 'nginx answers 413 and closes while the body is still coming.'],
  'keepalive-race': ['keepalive-race', 'client', 'warn', 'The next request crosses the FIN of the idle connection.'],
  'idle-timeout': ['timeout-nginx-reset', 'client', 'warn', 'nginx resets a client too slow with its body.'],
  'tcp-keepalive-timeout': [
    'tcp-keepalive-timeout',
    'server',
    'warn',
    'The server’s keep-alive probes go unanswered and it gives up.',
  ],
  'retransmission-timeout': [
    'user-timeout',
    'server',
    'warn',
    'The server repeats its data in vain and gives up in silence, as Linux does; what comes later is reset.',
  ],
  'backlog-overflow': [
    'backlog-overflow',
    'client',
    'warn',
    'The accept queue is full, and tcp_abort_on_overflow is set.',
  ],
  'half-open-scan': ['syn-scan', 'client', 'info', 'A scanner’s SYN is answered; its kernel knows nothing of it.'],
  'health-check': ['health-check', 'server', 'info', 'A monitor opens the port and leaves, again and again.'],
  'tls-refused': ['tls-refused-by-server', 'client', 'warn', 'The server refuses the ClientHello.'],
  'unexpected-syn-ack': ['unexpected-syn-ack', 'server', 'warn', 'A SYN-ACK comes to a host that sent no SYN.'],
  'unacceptable-ack': ['unacceptable-ack', 'client', 'warn', 'An ACK of what was never sent.'],
  'old-connection': [
    'old-connection',
    'client',
    'note',
    'A SYN meets an old connection: challenge ACK, then this reset.',
  ],
  'time-wait': [
    'time-wait',
    'client',
    'warn',
    'An old SYN meets TIME-WAIT; its sender resets the ACK that answers it.',
  ],
  'unnatted-packet': [
    'unnatted-packet',
    'server',
    'warn',
    'A packet comes with its address untranslated, and the host resets it.',
  ],
  'blocked-address': [
    'reject-address-later',
    'client',
    'error',
    'All ports of an address that worked before are rejected on the path.',
  ],
  'blocked-port': ['reject-port', 'client', 'error', 'Port 80 works, port 443 is rejected on the path.'],
  'blocked-sni': [
    'inject-triple',
    'client',
    'error',
    'A device sees the name in the ClientHello and forges three resets.',
  ],
  'blocked-host': ['reject-host', 'client', 'error', 'Rejected on the path for its Host field.'],
  'blocked-url': ['reject-url', 'client', 'error', 'Rejected on the path for its path; others of the host work.'],
  'blocked-content': ['reject-keyword', 'client', 'error', 'Rejected on the path for a word in the body.'],
  'residual-block': ['residual-block', 'client', 'error', 'After one hit other names of the server are cut as well.'],
  'middlebox-idle-timeout': [
    'idle-firewall-reset',
    'client',
    'warn',
    'A firewall forgot the idle connection and rejects its next packet.',
  ],
  'forged-unknown': [
    'inject-in-path',
    'server',
    'error',
    'Forged towards the server, which never saw the packet that set the device off.',
    true,
  ],
}

export const choices: Choice[] = Object.entries(table).map(([cause, [scenario, vantage, severity, says, blind]]) => ({
  cause: cause as CauseId,
  scenario,
  vantage,
  severity,
  says,
  ...(blind && { blind }),
}))
