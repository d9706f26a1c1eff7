import * as run from '../commands.js'
import { few, quoted, seconds } from '../format.js'
import type { AdviceWords, Scene, Words } from '../types.js'
import { locateStep, probeStep } from './experiments.js'
import { many } from './terms.js'

/** Timers that the silence matches: one number is the default of many products. */
const timersOf = (products: string[]): string =>
  products.length > 0 ? ` (known timers of that length: ${few(products, 4)})` : ''

const keepAliveAdvice = (idle: number): AdviceWords[] => [
  {
    text: `Let whoever holds idle connections open close or refresh them before ${seconds(idle)}: a pool's maximum idle time, or keep-alive probes.`,
  },
  { text: 'Keep-alive probes on Linux, for sockets that set SO_KEEPALIVE:', command: run.keepAliveBefore(idle) },
]

const readSocketCode = (side: string): AdviceWords => ({
  text: `Look into the ${side}'s application log at this time: a crash, a kill, a timeout of its own, SO_LINGER 0.`,
})

const traceAdvice = (scene: Scene): AdviceWords => ({
  text: 'Name the network that the device stands in: trace the path with TCP to the same port, and ask whoever runs the hops in question.',
  command: run.traceroute(scene),
})

const pathAdvice = (scene: Scene): AdviceWords[] => [traceAdvice(scene), locateStep(scene)]

export const causes: Words['cause'] = {
  'port-closed': {
    name: 'port closed',
    because: ({ port, before }) =>
      before
        ? `nothing listens on port ${port} now, though something did earlier in this capture`
        : `nothing listens on port ${port}`,
    advice: ({ port, before }) => [
      {
        text: 'See on the server whether the service runs and on which address it listens (127.0.0.1 is not reached from outside).',
        command: run.listening(port),
      },
      ...(before ? [{ text: 'It did listen before: look for a restart, a crash or a deployment at this time.' }] : []),
    ],
  },
  'host-firewall-reject': {
    name: 'rejected by a packet filter',
    because: ({ port, marked }) =>
      `a packet filter on the host or next to it refuses port ${port}${marked ? ' (the reset does not mirror TOS or carries flow label 0, as filters make it)' : ''}`,
    advice: () => [
      {
        text: 'Look for a rule that rejects with a TCP reset, on the server and on what stands right before it.',
        command: run.firewallRules,
      },
      {
        text: 'In a cloud, check security groups and network ACLs as well; those usually drop in silence, so a reset points to the host.',
      },
    ],
  },
  'no-such-connection': {
    name: 'no such connection',
    because: ({ why, frame, idle }, scene) => {
      const end = scene.accused
      if (why === 'forged-reset')
        return `the forged reset (frame ${scene.frame(frame)}) had removed the ${end}'s side of the connection`
      if (why === 'own-reset') return `a reset in the ${end}'s name had come before (frame ${scene.frame(frame)})`
      if (why === 'peer-reset') return `the connection had been reset before (frame ${scene.frame(frame)})`
      if (why === 'never-seen') return `the ${end} knows no such connection: it has sent nothing in this capture`
      return `the ${end} no longer knew the connection${idle >= 1 ? ` after ${seconds(idle)} of silence` : ''}`
    },
    advice: ({ why }, scene) => {
      if (why === 'forged-reset')
        return [{ text: 'Nothing to mend here: this is the echo of the forged reset. See that finding.' }]
      if (why === 'own-reset' || why === 'peer-reset')
        return [{ text: 'Follows from the earlier reset; explain that one first.' }]
      return [
        {
          text: `Look for a restart, a failover or a change of the balancer's targets on the ${scene.accused}'s side before this time.`,
        },
        {
          text: 'Several machines behind one address? See whether this packet reached another one than the connection was opened with (TTL, MAC address, session stickiness).',
        },
      ]
    },
  },
  'late-data': {
    name: 'data after close',
    because: ({ closed, late, bytes }, scene) =>
      `it had closed before (frame ${scene.frame(closed)}) and ${bytes > 0 ? `${many(bytes, 'byte')} of data` : 'a packet'} came later (frame ${scene.frame(late)})`,
    advice: (_, scene) => [
      {
        text: `Harmless unless the ${scene.receiver} still needed an answer to what it sent last: then let the ${scene.accused} read to the end before it closes.`,
      },
    ],
  },
  'unread-data': {
    name: 'closed with data unread',
    because: ({ frame, bytes, zeroWindow }, scene) => {
      if (zeroWindow)
        return `its application closed the socket while received data filled the window (window 0), so the stack reset instead of sending a FIN (RFC 2525 §2.17)`
      if (frame === 0) return 'its application may have closed the socket with received data unread (RFC 2525 §2.17)'
      return `its application closed the socket before it had read frame ${scene.frame(frame)} (${many(bytes, 'byte')}), so the stack reset instead of sending a FIN (RFC 2525 §2.17)`
    },
    advice: (_, scene) => [
      {
        text: `Let the ${scene.accused}'s application read until end of file before close(), or shutdown(SHUT_WR) first and drain.`,
      },
      { text: 'On Linux this counter counts such closes:', command: 'nstat -az TcpExtTCPAbortOnClose' },
    ],
  },
  abort: {
    name: 'aborted by the application',
    because: ({ afterFin, idle }) =>
      `its application ended the connection at once (SO_LINGER 0, an exit or a crash)${afterFin ? ' after a FIN' : idle >= 1 ? ` ${seconds(idle)} after the last packet` : ''}`,
    advice: (_, scene) => [
      readSocketCode(scene.accused),
      { text: `To see which process does it, trace on the ${scene.accused}:`, command: run.traceResets },
    ],
  },
  'early-response': {
    name: 'answered before the request was complete',
    because: ({ status, method, missing }) =>
      `the server answered ${status} and closed while ${missing > 0 ? `${many(missing, 'byte')} of` : ''} the ${method} body ${missing > 0 ? 'were' : 'was'} still on the way`,
    advice: ({ status }) => [
      {
        text:
          status === 413
            ? 'Raise the size limit on the server or the proxy that answered (nginx: client_max_body_size), or send less.'
            : `Find out why the server answers ${status} before it has read the body (authentication, routing, a limit).`,
      },
      {
        text: 'Let the server read on for a while before it closes (nginx: lingering_close always), or let the client send "Expect: 100-continue".',
      },
    ],
  },
  'keepalive-race': {
    name: 'keep-alive race',
    because: ({ idle, fin, request }, scene) =>
      `the server closed the idle connection (frame ${scene.frame(fin)}, after ${seconds(idle)}) just as the next request (frame ${scene.frame(request)}) was on its way`,
    advice: ({ idle }) => [
      {
        text: `Let the client or proxy drop idle connections sooner than the server does (it waited ${seconds(idle)}), or raise the server's time above the client's.`,
      },
      {
        text: 'nginx: keepalive_timeout here and keepalive_timeout in the upstream block of the proxy; Node.js: server.keepAliveTimeout and headersTimeout.',
      },
      { text: 'Let the client send idempotent requests again when a reused connection is reset.' },
    ],
  },
  'idle-timeout': {
    name: 'idle timeout of an end',
    because: ({ idle, products, answering }) =>
      answering
        ? `it had dropped the connection during ${seconds(idle)} of silence${timersOf(products)}`
        : `the connection had been silent for ${seconds(idle)}${timersOf(products)}`,
    advice: ({ idle }) => keepAliveAdvice(idle),
  },
  'tcp-keepalive-timeout': {
    name: 'keep-alive probes unanswered',
    because: ({ probes, interval, answered }) =>
      answered
        ? `the answers to its ${many(probes, 'keep-alive probe')}, ${seconds(interval)} apart, passed the capture point but were lost behind it: it gave up when the next probe was due`
        : `${many(probes, 'keep-alive probe')}, ${seconds(interval)} apart, had gone unanswered`,
    advice: ({ answered }, scene) => [
      {
        text: answered
          ? `Find out what keeps the answers from the ${scene.accused}: capture on it.`
          : `Find out why the ${scene.receiver} did not answer: host down, cable, or a device on the path that forgot the connection.`,
      },
      { text: 'How often and how long it probes:', command: run.keepAliveSettings },
    ],
  },
  'retransmission-timeout': {
    name: 'gave up retransmitting',
    because: ({ retries, seconds: span, answering }) =>
      `it had sent the same data again ${retries} times over ${seconds(span)} without an answer and given up${answering ? ' before this packet came' : ''}`,
    advice: (_, scene) => [
      {
        text: `The packets did not arrive, or the answers did not come back: capture at the ${scene.receiver} at the same time.`,
        command: run.capture(scene, scene.receiver),
      },
      { text: 'If only large packets vanish, the path MTU is smaller than believed:', command: run.smallPing(scene) },
    ],
  },
  'backlog-overflow': {
    name: 'accept queue full',
    because: ({ waiting, refused }) =>
      `the server's queue of connections that wait to be accepted was full${waiting > 0 ? ` (${waiting} open ones had not been served)` : ''}${refused ? '' : ', so it answered the end of the handshake with a reset'}`,
    advice: (_, { server }) => [
      {
        text: 'Compare the queue (Recv-Q) with its limit (Send-Q), and see whether these counters grow:',
        command: run.backlog(server.port),
      },
      { text: 'Raise the backlog in the application and net.core.somaxconn, or let the application accept faster.' },
    ],
  },
  'half-open-scan': {
    name: 'SYN scan',
    because: ({ ports, crafted }) =>
      `it only wanted to know whether the port is open${crafted ? ' (the SYN was not made by a socket)' : ''}${ports > 1 ? `: it tried ${ports} ports` : ''}`,
    advice: () => [
      { text: 'No connection was meant. If the scanner is not yours, this is background noise of the internet.' },
    ],
  },
  'health-check': {
    name: 'health check',
    because: ({ times, interval }) =>
      `it only checks that the port opens${times >= 3 ? `: ${times} times, every ${seconds(interval)}` : ' and asks for nothing'}`,
    advice: () => [{ text: 'Harmless. To quiet it, let the check speak the protocol (HTTP) or close with a FIN.' }],
  },
  'tls-refused': {
    name: 'TLS handshake refused',
    because: ({ serverName, alert }, scene) =>
      `the server refused the TLS handshake${serverName ? ` for ${quoted(serverName)}` : ''}${alert ? ` with an alert (frame ${scene.frame(alert)})` : ' without an alert'}`,
    advice: ({ serverName }, scene) => [
      {
        text: 'Ask for the same name by hand and read the alert; then for another one, to see whether the name decides:',
        command: run.helloWithName(scene, serverName || scene.server.address),
      },
      {
        text: 'Check on the server: unknown name rejected (nginx: ssl_reject_handshake), protocol version, ciphers, client certificate.',
      },
    ],
  },
  'unexpected-syn-ack': {
    name: 'unexpected SYN-ACK',
    because: ({ asked, wait }) =>
      asked
        ? `the SYN-ACK came ${seconds(wait)} after its SYN, when it ${wait > 1 ? 'had given up' : 'no longer wanted the connection'}`
        : 'it had sent no SYN that this SYN-ACK could answer',
    advice: ({ asked }) =>
      asked
        ? [{ text: 'Find out what delays the SYN-ACK, or give the client a longer connect timeout.' }]
        : [
            {
              text: 'Somebody sent a SYN with this address as the source (spoofed), or the SYN went another way than this capture sees.',
            },
          ],
  },
  'unacceptable-ack': {
    name: 'unacceptable acknowledgment',
    because: ({ ack, expected }) =>
      `the packet acknowledges ${ack} in the handshake where ${expected} was due (RFC 9293 §3.10.7)`,
    advice: (_, scene) => [
      {
        text: 'Something on the path rewrites sequence numbers, or answers with an older connection: compare the SYN and its answer in captures from both ends.',
        command: run.capture(scene, scene.receiver),
      },
    ],
  },
  'old-connection': {
    name: 'remains of an older connection',
    because: ({ ack, retried }) =>
      `its SYN met an older connection with the same ports, whose ACK (${ack}) does not fit${retried ? '; it tried again afterwards' : ''}`,
    advice: (_, scene) => [
      {
        text: 'The same source port was used again too soon. Let the client use more source ports and keep connections open longer.',
        command: 'sysctl net.ipv4.ip_local_port_range net.ipv4.tcp_tw_reuse',
      },
      {
        text: `See whether the ${scene.receiver} still holds the old connection:`,
        command: `ss -tan ${run.quote(`sport = :${scene.server.port}`)}`,
      },
    ],
  },
  'time-wait': {
    name: 'packet after the end (TIME-WAIT)',
    because: ({ since }) => `the connection had ended ${seconds(since)} before and was remembered in TIME-WAIT only`,
    advice: () => [
      { text: 'Harmless once. If new connections fail so, the client uses its source ports again too soon.' },
    ],
  },
  'unnatted-packet': {
    name: 'packet with an untranslated address',
    because: ({ expected, came, stream }, { accused }) =>
      stream < 0
        ? `the packet lies outside the receive window and the ${accused} went on afterwards: connection tracking calls such a packet INVALID and leaves its address untranslated, so that no connection fits it`
        : `the packet came from ${came} where its connection is with ${expected} (stream ${stream}): the address was not translated back`,
    advice: () => [
      {
        text: 'A packet that connection tracking calls INVALID passes untranslated. Count them on the node that translates:',
        command: run.conntrackInvalid,
      },
      { text: 'Drop what is INVALID, or let conntrack be liberal about windows:', command: run.conntrackLiberal },
      {
        text: 'On Kubernetes also check that answers take the way of the requests (same-node traffic, kube-proxy or CNI rules).',
      },
    ],
  },
  'blocked-address': {
    name: 'address blocked',
    because: ({ address, cut, lived }) =>
      `connections to ${address} are cut in the handshake, before they ask for anything${counted(cut, lived)}`,
    advice: (_, scene) => [
      {
        text: 'Try another port of the same address, then another address of the service, from the same client:',
        command: run.openOtherPort(scene),
      },
      {
        text: 'Try the same address from another network. If it works there, the block is on this path.',
        command: run.openPort(scene),
      },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-port': {
    name: 'port blocked',
    because: ({ port, elsewhere }) =>
      `connections to port ${port} are cut in the handshake${elsewhere > 0 ? `, while ${many(elsewhere, 'connection')} to other ports of the address lived` : ''}`,
    advice: (_, scene) => [
      { text: 'Compare with another port of the same address:', command: run.openOtherPort(scene) },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-sni': {
    name: 'TLS server name blocked',
    because: ({ name, cut, lived }) => `the ClientHello names ${quoted(name)}${compared(cut, lived, 'name')}`,
    advice: ({ name }, scene) => [
      {
        text: 'Ask the same server for another name. If that is not reset, the name decides:',
        command: run.helloWithOtherName(scene),
      },
      { text: 'And once more with the name itself:', command: run.helloWithName(scene, name) },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
  'blocked-host': {
    name: 'HTTP host blocked',
    because: ({ host, cut, lived }) => `the request names the host ${quoted(host)}${compared(cut, lived, 'host')}`,
    advice: ({ host }, scene) => [
      {
        text: 'Send the same request with another Host. If that is not reset, the host decides:',
        command: run.requestWithOtherHost(scene),
      },
      { text: 'And once more with the host itself:', command: run.requestWithHost(scene, host) },
      probeStep(scene),
      locateStep(scene),
      { text: 'HTTPS hides the Host field; only the server name stays visible.' },
    ],
  },
  'blocked-url': {
    name: 'URL blocked',
    because: ({ path, host, lived }) =>
      `the request asks for ${quoted(host + path)}${lived > 0 ? `, while ${many(lived, 'request')} for other paths of the host ${lived === 1 ? 'was' : 'were'} answered` : ''}`,
    advice: ({ path, host }, scene) => [
      {
        text: 'Ask the same host for another path. If that is not reset, the path decides:',
        command: run.requestPath(scene, host || scene.server.address, '/'),
      },
      {
        text: 'And once more for the path itself:',
        command: run.requestPath(scene, host || scene.server.address, path.startsWith('/') ? path : '/'),
      },
      probeStep(scene),
      locateStep(scene),
      { text: 'HTTPS hides the path.' },
    ],
  },
  'blocked-content': {
    name: 'content blocked',
    because: ({ frame, bytes }, scene) =>
      `something in the data of frame ${scene.frame(frame)} (${many(bytes, 'byte')}) is objected to`,
    advice: (_, scene) => [
      { text: 'Send the same data in an encrypted connection. If that is not reset, the content decides.' },
      { text: 'Narrow it down by leaving out halves of the data.' },
      // Without a request there is nothing that could be made again.
      ...(scene.name ? [probeStep(scene), ...pathAdvice(scene)] : [traceAdvice(scene)]),
    ],
  },
  'residual-block': {
    name: 'residual block',
    because: ({ stream, since, name }) =>
      `an earlier connection between the two (stream ${stream}, ${seconds(since)} before)${name ? ` asked for ${quoted(name)}` : ''} and such blocks outlast their reason by minutes`,
    advice: () => [
      {
        text: 'Wait three minutes without a connection between the two, then try with a harmless name. Explain the first reset of the series, not this one.',
      },
    ],
  },
  'middlebox-idle-timeout': {
    name: 'idle timeout of a device on the path',
    because: ({ idle, products }) =>
      `the device had forgotten the connection after ${seconds(idle)} of silence${timersOf(products)}`,
    advice: ({ idle }) => [
      ...keepAliveAdvice(idle),
      { text: 'Or raise the idle time of the firewall, balancer or NAT gateway on the path.' },
    ],
  },
  'forged-unknown': {
    name: 'forged, reason not shown',
    because: () => 'of something that the capture does not show',
    advice: (_, scene) => [
      {
        text: 'Repeat the connection with one thing changed at a time: the name, the port, the address, the network. What makes it live is the reason.',
        command: scene.tls ? run.helloWithOtherName(scene) : run.openOtherPort(scene),
      },
      probeStep(scene),
      ...pathAdvice(scene),
    ],
  },
}

/** Those around it in time were counted, not all. */
function counted(cut: number, lived: number): string {
  const parts = [...(cut > 1 ? [`at least ${cut}`] : []), ...(lived > 0 ? [`though ${lived} lived`] : [])]
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

function compared(cut: number, lived: number, noun: string): string {
  const others = lived > 0 ? `${many(lived, 'connection')} with another ${noun} lived` : ''
  if (cut > 1) return `: ${cut} connections with it were cut${others && `, and ${others}`}`
  return others && `, and ${others}`
}
