/** The list of causes. A new one is a file, a line here, its words, its page and its story. */
import { abort } from './abort.js'
import { backlogOverflow } from './backlog-overflow.js'
import { blockedAddress } from './blocked-address.js'
import { blockedContent } from './blocked-content.js'
import { blockedHost } from './blocked-host.js'
import { blockedPort } from './blocked-port.js'
import { blockedSni } from './blocked-sni.js'
import { blockedUrl } from './blocked-url.js'
import type { Cause } from './define.js'
import { earlyResponse } from './early-response.js'
import { forgedUnknown } from './forged-unknown.js'
import { halfOpenScan } from './half-open-scan.js'
import { healthCheck } from './health-check.js'
import { hostFirewallReject } from './host-firewall-reject.js'
import { idleTimeout } from './idle-timeout.js'
import { keepaliveRace } from './keepalive-race.js'
import { lateData } from './late-data.js'
import { middleboxIdleTimeout } from './middlebox-idle-timeout.js'
import { noSuchConnection } from './no-such-connection.js'
import { oldConnection } from './old-connection.js'
import { portClosed } from './port-closed.js'
import { residualBlock } from './residual-block.js'
import { retransmissionTimeout } from './retransmission-timeout.js'
import { tcpKeepaliveTimeout } from './tcp-keepalive-timeout.js'
import { timeWait } from './time-wait.js'
import { tlsRefused } from './tls-refused.js'
import { unacceptableAck } from './unacceptable-ack.js'
import { unexpectedSynAck } from './unexpected-syn-ack.js'
import { unnattedPacket } from './unnatted-packet.js'
import { unreadData } from './unread-data.js'

export const causes = [
  portClosed,
  hostFirewallReject,
  noSuchConnection,
  lateData,
  unreadData,
  abort,
  earlyResponse,
  keepaliveRace,
  idleTimeout,
  tcpKeepaliveTimeout,
  retransmissionTimeout,
  backlogOverflow,
  halfOpenScan,
  healthCheck,
  tlsRefused,
  unexpectedSynAck,
  unacceptableAck,
  oldConnection,
  timeWait,
  unnattedPacket,
  blockedAddress,
  blockedPort,
  blockedSni,
  blockedHost,
  blockedUrl,
  blockedContent,
  residualBlock,
  middleboxIdleTimeout,
  forgedUnknown,
] as const

type Listed = (typeof causes)[number]
export type CauseId = Listed['id']
/** What a cause's words are made from. */
export type CauseFactsOf<Id extends CauseId> =
  Extract<Listed, { id: Id }> extends Cause<Id, infer Facts> ? Facts : never
