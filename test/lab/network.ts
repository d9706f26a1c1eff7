/**
 * The lab's network: client – r1 … rN – server, each a namespace; every link a TAP pair with a delay, so that frames have
 * their real size and checksums on the wire and time tells distance. Addresses, neighbours and routes are fixed: no ARP,
 * no discovery, nothing in the captures but the case. Link i (0 next to the client) is 10.77.i.0/24 or fd77:0:0:i+1::/64.
 */
import { readdirSync } from 'node:fs'
import { Host } from './host.js'
import { INJECTOR } from './injector.js'
import { isRunning, Program, run } from './process.js'

const PREFIX = 'rslab'

export interface Setup {
  family: 4 | 6
  /** Routers between client and server. */
  hops: number
  /** The router, from 1 at the client, where things happen. */
  hop: number
  /** One-way delay of each link, milliseconds. */
  delay: number
  /** TCP timestamps (RFC 7323) on both ends. */
  timestamps: boolean
  /** Initial TTL or hop limit of the ends. */
  clientTtl: number
  serverTtl: number
  /** Links at the two ends with segmentation and checksum offload (veth) in place of TAP. */
  offload: boolean
}

interface Attachment {
  host: Host
  device: string
  mac: string
  address: string
}

/** What an interface leads to. */
export interface Neighbour {
  device: string
  mac: string
  address: string
}

export class Network {
  readonly client: Host
  readonly server: Host
  readonly routers: Host[]
  private readonly hosts: Host[] = []
  private readonly wires: Program[] = []
  private readonly neighbours = new Map<string, Neighbour>()
  private links = 0

  constructor(readonly setup: Setup) {
    const { hops } = setup
    this.client = this.newHost('client', this.address(0, 1))
    this.routers = Array.from({ length: hops }, (_, i) => this.newHost(`r${i + 1}`, this.address(i, 2), 'left'))
    this.server = this.newHost('server', this.address(hops, 2))
  }

  /** Seconds from one end to the other. */
  get transit(): number {
    const { hops, delay, offload } = this.setup
    return ((offload ? hops - 1 : hops + 1) * delay) / 1000 // veth links do not delay
  }

  /** Router k, counted from the client. */
  router(k = this.setup.hop): Host {
    return this.routers[k - 1]
  }

  address(link: number, side: 1 | 2): string {
    return this.setup.family === 6 ? `fd77:0:0:${(link + 1).toString(16)}::${side}` : `10.77.${link}.${side}`
  }

  /** The subnet of a link. */
  subnet(link: number): string {
    return this.setup.family === 6 ? `fd77:0:0:${(link + 1).toString(16)}::/64` : `10.77.${link}.0/24`
  }

  /** What lies beyond `device` of a host. */
  beyond(host: Host, device: string): Neighbour {
    return this.neighbours.get(`${host.name}/${device}`)!
  }

  async up(): Promise<void> {
    const chain = [this.client, ...this.routers, this.server]
    this.addNamespaces(chain)
    const ends = chain.slice(1).map((host, i) => this.pairOf(chain[i], host, i))
    const veth = ([a, b]: [Attachment, Attachment]) => this.setup.offload && [a, b].some((end) => this.isEnd(end.host))
    for (const pair of ends.filter(veth)) addVeth(pair)
    await this.wire(ends.filter((pair) => !veth(pair)))
    const lines = new Map(chain.map((host) => [host, [] as string[]]))
    for (const [a, b] of ends) {
      lines.get(a.host)!.push(...this.settled(a, b))
      lines.get(b.host)!.push(...this.settled(b, a))
    }
    for (const host of chain) this.ip(host, [...lines.get(host)!, ...this.routesOf(host)])
  }

  /** One more host on a link of its own behind `to`: its default route leads there. Delay in milliseconds. */
  async attach(name: string, to: Host, delay: number): Promise<Host> {
    const link = 100 + this.links++
    const host = this.newHost(name, this.address(link, 2))
    this.addNamespaces([host])
    await this.connect(to, `to-${name}`, host, 'net0', delay, link)
    this.route(host, 'default', 'net0')
    return host
  }

  /** A further link between two hosts there are; routes are the caller's. */
  async connect(
    a: Host,
    deviceA: string,
    b: Host,
    deviceB: string,
    delay: number,
    link = 100 + this.links++,
  ): Promise<void> {
    const pair = this.ends(a, deviceA, b, deviceB, link)
    await this.wire([pair], delay)
    this.ip(a, this.settled(pair[0], pair[1]))
    this.ip(b, this.settled(pair[1], pair[0]))
  }

  /** A host in the middle that forwards: attached nowhere yet. */
  addRouter(name: string): Host {
    const host = this.newHost(name, '', 'left')
    this.addNamespaces([host])
    host.sysctl(FORWARDING)
    return host
  }

  route(host: Host, to: string, device: string): void {
    this.ip(host, [this.routeLine(host, to, device)])
  }

  /** For the packets alone that the host's firewall gives this mark. */
  routeMarked(host: Host, mark: number, to: string, device: string): void {
    this.ip(host, [`${this.routeLine(host, to, device)} table ${mark}`, `rule add fwmark ${mark} table ${mark}`])
  }

  private routeLine(host: Host, to: string, device: string): string {
    return `route replace ${to} via ${this.beyond(host, device).address} dev ${device}`
  }

  /** Routers know the links to their left and lead all else to the right. */
  private routesOf(host: Host): string[] {
    const i = this.routers.indexOf(host)
    if (i < 0) return [this.routeLine(host, 'default', host.device)]
    const toLeft = Array.from({ length: i }, (_, link) => this.routeLine(host, this.subnet(link), 'left'))
    return [...toLeft, this.routeLine(host, 'default', 'right')]
  }

  ip(host: Host, lines: string[]): void {
    run('ip', [`-${this.setup.family}`, '-n', host.namespace, '-batch', '-'], `${lines.join('\n')}\n`)
  }

  async down(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()))
    await Promise.all(this.wires.map((wire) => wire.stop()))
    removeNamespaces(this.hosts.map((host) => host.namespace))
  }

  private newHost(name: string, address: string, device?: string): Host {
    const host = new Host(name, `${PREFIX}${process.pid}-${name}`, address, device)
    this.hosts.push(host)
    return host
  }

  private isEnd(host: Host): boolean {
    return host === this.client || host === this.server
  }

  private addNamespaces(hosts: Host[]): void {
    run('ip', ['-batch', '-'], hosts.map((host) => `netns add ${host.namespace}\n`).join(''))
    const setting = (host: Host) => Object.entries({ ...COMMON, ...this.settingsOf(host) })
    const words = hosts.flatMap((h) => setting(h).map(([name, value]) => `${h.namespace}/${slashed(name)}=${value}`))
    run(INJECTOR, ['sysctl', ...words])
  }

  private settingsOf(host: Host): Record<string, number> {
    if (this.routers.includes(host)) return FORWARDING
    const ttl = host === this.client ? this.setup.clientTtl : this.setup.serverTtl
    const hopLimits = { 'net.ipv4.ip_default_ttl': ttl, 'net.ipv6.conf.default.hop_limit': ttl }
    return { ...hopLimits, 'net.ipv4.tcp_timestamps': this.setup.timestamps ? 1 : 0 }
  }

  private pairOf(a: Host, b: Host, link: number): [Attachment, Attachment] {
    return this.ends(a, a === this.client ? 'net0' : 'right', b, b === this.server ? 'net0' : 'left', link)
  }

  private ends(a: Host, deviceA: string, b: Host, deviceB: string, link: number): [Attachment, Attachment] {
    const mac = (side: number) => `02:77:00:00:${link.toString(16).padStart(2, '0')}:0${side}`
    return [
      { host: a, device: deviceA, mac: mac(1), address: this.address(link, 1) },
      { host: b, device: deviceB, mac: mac(2), address: this.address(link, 2) },
    ]
  }

  private async wire(pairs: [Attachment, Attachment][], delay = this.setup.delay): Promise<void> {
    if (pairs.length === 0) return
    const end = ({ host, device }: Attachment) => `${host.namespace}/${device}`
    const micros = Math.round(delay * 1000)
    const jitter = Math.round(micros / 50)
    const wires = pairs.flatMap(([a, b]) => [end(a), end(b), `${micros}`, `${jitter}`])
    const program = new Program(INJECTOR, ['links', ...wires])
    this.wires.push(program)
    await program.says('ready')
  }

  private settled(own: Attachment, other: Attachment): string[] {
    const { device, mac, address } = own
    const size = this.setup.family === 6 ? '64 nodad' : '24'
    this.neighbours.set(`${own.host.name}/${device}`, { device, mac: other.mac, address: other.address })
    return [
      'link set lo up',
      `link set ${device} address ${mac}`,
      `link set ${device} up`,
      `addr add ${address}/${size} dev ${device}`,
      `neigh replace ${other.address} lladdr ${other.mac} dev ${device} nud permanent`,
    ]
  }
}

const COMMON = {
  'net.ipv4.conf.all.rp_filter': 0,
  'net.ipv4.conf.default.rp_filter': 0,
  'net.ipv4.icmp_ratelimit': 0,
  'net.ipv6.conf.default.accept_ra': 0,
  'net.ipv6.conf.default.router_solicitations': 0,
  'net.ipv4.tcp_no_metrics_save': 1,
}

const FORWARDING = { 'net.ipv4.ip_forward': 1, 'net.ipv6.conf.all.forwarding': 1 }

function addVeth([a, b]: [Attachment, Attachment]): void {
  const [one, other] = [a.host.namespace, b.host.namespace]
  run('ip', ['link', 'add', a.device, 'netns', one, 'type', 'veth', 'peer', 'name', b.device, 'netns', other])
}

const slashed = (name: string) => name.replaceAll('.', '/')

/** Those never made, or already gone, are passed over. */
function removeNamespaces(names: string[]): void {
  try {
    run('ip', ['-force', '-batch', '-'], names.map((name) => `netns del ${name}\n`).join(''))
  } catch {
    // -force went through the list; it reports those that were not there
  }
}

/** Namespaces left by a run that was killed. */
export function removeLeftovers(): void {
  const owner = (name: string) => Number(name.slice(PREFIX.length).split('-')[0])
  removeNamespaces(namespaces().filter((name) => !isRunning(owner(name))))
}

function namespaces(): string[] {
  try {
    return readdirSync('/run/netns').filter((name) => name.startsWith(PREFIX))
  } catch {
    return []
  }
}
