/** The hosts at the end of a simulated path. */
import type { Random } from '../random.js'
import type { VirtualClock } from './clock.js'
import { answering, isReset, isTcp, type Packet, resetAnswering, type Segment, type TcpPacket } from './packet.js'
import type { Path, Server, Service } from './path.js'
import { type Reply, type Talk, talkOf } from './service.js'
import { type EndEvent, TcpEnd } from './tcp.js'

export class Servers {
  private readonly connections = new Map<string, TcpEnd>()

  constructor(
    private readonly path: Path,
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly transmit: (packet: Packet) => void,
  ) {}

  receive(packet: Packet): void {
    const server = this.path.servers.find(
      (one) => one.address === packet.server && (one.route ?? packet.route) === packet.route,
    )
    if (server === undefined) return
    if (isTcp(packet)) this.receiveTcp(server, packet)
    else this.transmit(answering(packet, { kind: 'echo' }, { hopLimit: server.hopLimit }))
  }

  private receiveTcp(server: Server, packet: TcpPacket): void {
    const key = `${packet.client} ${packet.clientPort} ${packet.server} ${packet.serverPort}`
    const known = this.connections.get(key)
    const service = server.ports.get(packet.serverPort)
    if (packet.content.flags === 'S' && service && !known?.isOpen) this.accept(key, server, service, packet)
    else if (known && (known.isOpen || isReset(packet.content))) known.receive(packet.content)
    else this.refuse(server, packet)
  }

  private accept(key: string, server: Server, service: Service, syn: TcpPacket): void {
    const talk = talkOf(service)
    const world = {
      clock: this.clock,
      transmit: (segment: Segment) => this.transmit(this.from(server, syn, segment)),
      notify: (event: EndEvent) => this.serve(end, talk, event),
    }
    const end: TcpEnd = TcpEnd.accept(world, this.number(), syn.content)
    this.connections.set(key, end)
  }

  private serve(end: TcpEnd, talk: Talk, event: EndEvent): void {
    if (event.kind === 'connected') act(end, talk.greeting)
    else if (event.kind === 'data') act(end, talk.hear(event.bytes))
    else if (event.kind === 'fin') end.finish()
  }

  /** A host answers what belongs to no connection with a reset, which mirrors the DSCP as Linux does, unless it is a reset. */
  private refuse(server: Server, packet: TcpPacket): void {
    if (isReset(packet.content) || server.closed === 'silent') return
    const { hopLimit } = server
    this.transmit(answering(packet, resetAnswering(packet.content), { hopLimit, dscp: packet.dscp }))
  }

  /** A SYN-ACK has IP ID 0, as Linux gives it. */
  private from(server: Server, syn: TcpPacket, segment: Segment): Packet {
    const ipId = segment.flags === 'S.' ? 0 : this.number() & 0xffff
    return answering(syn, segment, { hopLimit: server.hopLimit, ipId })
  }

  private number(): number {
    return Math.floor(this.random() * 2 ** 31)
  }
}

function act(end: TcpEnd, { bytes, ends }: Reply): void {
  if (bytes) end.send(bytes)
  if (ends === 'fin') end.finish()
  else if (ends === 'reset') end.abort()
}
