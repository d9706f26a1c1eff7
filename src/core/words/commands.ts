/**
 * Shell commands that the advice names, the same in every language. What stems from the capture is the text of whoever
 * sent the packets: it goes into a command through `quote` only.
 */
import type { Endpoint, Side } from '../casefile/model.js'
import type { Scene } from './types.js'

/** One word for a POSIX shell, whatever it contains. */
export function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)
const at = ({ address, port }: Endpoint): string => `${bracketed(address)}:${port}`

/** A name that nobody blocks (RFC 2606), for the comparison. */
const CONTROL_NAME = 'www.example.com'

/** Captures the connection on the host of one end. Behind a NAT only the server's address and port are sure. */
export function capture({ server, ipVersion }: Scene, side: Side): string {
  const icmp = ipVersion === 6 ? 'icmp6' : 'icmp'
  const filter =
    side === 'server'
      ? `tcp port ${server.port} or ${icmp}`
      : `host ${server.address} and (tcp port ${server.port} or ${icmp})`
  return `tcpdump -ni any -s 0 -w ${side}.pcap ${quote(filter)}`
}

/** Also with the direction of each packet. */
export const captureDirection = ({ server }: Scene): string =>
  `tcpdump -ni any -Q in -s 0 -w in.pcap ${quote(`tcp port ${server.port}`)}`

export const ping = (address: string): string => `ping -c 4 ${quote(address)}`

export const traceroute = ({ server }: Scene): string => `traceroute -n -T -p ${server.port} ${quote(server.address)}`

export const listening = (port: number): string => `ss -ltn ${quote(`sport = :${port}`)}`

/** Waiting connections against the limit of the queue, and how often it overflowed. */
export const backlog = (port: number): string =>
  `ss -ltn ${quote(`sport = :${port}`)}; nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtTCPReqQFullDrop`

/** The kernel's own account of each reset that it sends, with the reason from Linux 6.10 on. */
export const traceResets = 'perf trace -e tcp:tcp_send_reset'

export const firewallRules = "iptables-save | grep -i reject; nft list ruleset | grep -i 'reject\\|reset'"

export function requestWithHost({ server, path }: Scene, host: string): string {
  const url = `http://${at(server)}${path?.startsWith('/') ? path : '/'}`
  return `curl -sv -o /dev/null -H ${quote(`Host: ${host}`)} ${quote(url)}`
}

export const requestWithOtherHost = (scene: Scene): string => requestWithHost(scene, CONTROL_NAME)

export function requestPath({ server }: Scene, host: string, path: string): string {
  return `curl -sv -o /dev/null -H ${quote(`Host: ${host}`)} ${quote(`http://${at(server)}${path}`)}`
}

export const helloWithName = ({ server }: Scene, name: string): string =>
  `openssl s_client -connect ${quote(at(server))} -servername ${quote(name)} </dev/null`

export const helloWithOtherName = (scene: Scene): string => helloWithName(scene, CONTROL_NAME)

/** Experiments of our own on the same request, at the same address. The values of a query are not in a report. */
export const probe = (scene: Scene): string => `rstrace probe ${experimentTarget(scene)}`
export const locate = (scene: Scene): string => `rstrace locate ${experimentTarget(scene)}`

function experimentTarget({ server, name, tls, path }: Scene): string {
  const host = name?.replace(/:\d+$/, '')
  // What is no host name would be read as something else in a URL.
  if (!host || !/^[a-z\d_][\w.-]{0,252}$/i.test(host)) return quote(at(server))
  const scheme = tls ? 'https' : 'http'
  const port = server.port === (tls ? 443 : 80) ? '' : `:${server.port}`
  const plain = tls ? '' : (path ?? '').replace(/[?#].*$/s, '')
  const rest = /^\/[\x21-\x7e]*$/.test(plain) ? plain : '/'
  return `${quote(`${scheme}://${host}${port}${rest}`)} --address ${quote(server.address)}`
}

export const openPort = ({ server }: Scene): string => `nc -vz ${quote(server.address)} ${server.port}`

export const openOtherPort = ({ server }: Scene): string =>
  `nc -vz ${quote(server.address)} ${server.port === 443 ? 80 : 443}`

/** Keep-alive probes sooner than `seconds` of silence (tcp(7)). */
export const keepAliveBefore = (idle: number): string =>
  `sysctl -w net.ipv4.tcp_keepalive_time=${Math.max(10, Math.floor(idle * 0.6))} net.ipv4.tcp_keepalive_intvl=15`

export const keepAliveSettings =
  'sysctl net.ipv4.tcp_keepalive_time net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes'

export const conntrackInvalid =
  'conntrack -S | grep -o "invalid=[0-9]*"; sysctl net.netfilter.nf_conntrack_tcp_be_liberal'

export const conntrackLiberal = 'sysctl -w net.netfilter.nf_conntrack_tcp_be_liberal=1'

export const arp = (address: string): string => `ip neigh show to ${quote(address)}`

export const smallPing = ({ server, ipVersion }: Scene): string =>
  `ping -c 3 -M do -s ${ipVersion === 6 ? 1452 : 1472} ${quote(server.address)}`

export const pathLoss = ({ server }: Scene): string => `mtr -n -r -c 100 -T -P ${server.port} ${quote(server.address)}`
