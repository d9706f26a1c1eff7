import { formatAddress } from '../../wire/address.js'
import { addressBytes } from '../address.js'

/** Ports that tcpdump prints by name without `-n`. */
const SERVICES: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  tftp: 69,
  http: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  epmap: 135,
  'loc-srv': 135,
  'netbios-ssn': 139,
  imap: 143,
  imap2: 143,
  snmp: 161,
  bgp: 179,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  submissions: 465,
  urd: 465,
  submission: 587,
  ldaps: 636,
  'domain-s': 853,
  rsync: 873,
  ftps: 990,
  imaps: 993,
  pop3s: 995,
  socks: 1080,
  openvpn: 1194,
  'ms-sql-s': 1433,
  'ncube-lm': 1521,
  mqtt: 1883,
  nfs: 2049,
  zookeeper: 2181,
  mysql: 3306,
  'ms-wbt-server': 3389,
  sip: 5060,
  'sip-tls': 5061,
  postgresql: 5432,
  amqps: 5671,
  amqp: 5672,
  rfb: 5900,
  redis: 6379,
  'http-alt': 8080,
  webcache: 8080,
  'secure-mqtt': 8883,
  'pcsync-https': 8443,
  jetdirect: 9100,
}

/** Ports that stand for services of other names: reserved ones, so that they are taken for a server's. */
const FIRST_STANDIN_PORT = 600
const STANDIN_PORTS = 400

/** RFC 6761 §6.3. */
const LOOPBACK = { 4: '127.0.0.1', 6: '::1' } as const

/** RFC 5737: blocks for documentation, of 254 hosts each. */
const DOCUMENTATION: readonly (readonly [number, number, number])[] = [
  [192, 0, 2],
  [198, 51, 100],
  [203, 0, 113],
]
const HOSTS_PER_BLOCK = 254
const DOCUMENTATION_HOSTS = DOCUMENTATION.length * HOSTS_PER_BLOCK
/** So many of them are tried for a name: a text may have more names than there are. */
const DOCUMENTATION_ATTEMPTS = 4
/** RFC 1112 §4: 240.0.0.0/4 is reserved, and in no network. */
const RESERVED_HOSTS = 2 ** 28

/** Addresses and ports for what a text names. Names get documentation addresses, mostly the same in every text. */
export class Names {
  private readonly addresses = new Map<string, Uint8Array>()

  /** @param named takes up the names: text of an address → the name that it stands for */
  constructor(private readonly named: Map<string, string>) {}

  /** The bytes of an address, or of the one that stands for a name in that IP version. */
  address(text: string, version: 4 | 6): Uint8Array {
    const bytes = addressBytes(text === 'localhost' ? LOOPBACK[version] : text)
    return bytes?.length === (version === 4 ? 4 : 16) ? bytes : this.standIn(text, version)
  }

  private standIn(name: string, version: 4 | 6): Uint8Array {
    const key = `${version} ${name}`
    const known = this.addresses.get(key)
    if (known) return known
    const address = this.freeAddress(name, version)
    this.addresses.set(key, address)
    this.named.set(textOf(address), name)
    return address
  }

  private freeAddress(name: string, version: 4 | 6): Uint8Array {
    const start = hash(name)
    for (let attempt = 0; ; attempt++) {
      const address = version === 4 ? ipv4StandIn(start, attempt) : ipv6StandIn(start + attempt)
      if (!this.named.has(textOf(address))) return address
    }
  }
}

/** The number of a port that is printed as a number or as a service's name. */
export function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text) & 0xffff
  return Object.hasOwn(SERVICES, text) ? SERVICES[text] : FIRST_STANDIN_PORT + (hash(text) % STANDIN_PORTS)
}

function ipv4StandIn(start: number, attempt: number): Uint8Array {
  if (attempt < DOCUMENTATION_ATTEMPTS) {
    const host = (start + attempt) % DOCUMENTATION_HOSTS
    return Uint8Array.of(...DOCUMENTATION[Math.floor(host / HOSTS_PER_BLOCK)], 1 + (host % HOSTS_PER_BLOCK))
  }
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, 0xf000_0000 + ((start + attempt) % RESERVED_HOSTS))
  return bytes
}

/** RFC 3849: 2001:db8::/32. */
function ipv6StandIn(host: number): Uint8Array {
  const bytes = new Uint8Array(16)
  bytes.set([0x20, 0x01, 0x0d, 0xb8])
  new DataView(bytes.buffer).setUint32(12, host)
  return bytes
}

const textOf = (address: Uint8Array): string =>
  formatAddress(new DataView(address.buffer, address.byteOffset), 0, address.length === 4 ? 4 : 6)

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
