/** Carries packets along a simulated path: delays, loss, hop limits, ICMP, and the devices on the way. */
import type { Random } from '../random.js'
import type { VirtualClock } from './clock.js'
import { DeviceState } from './device.js'
import { isTcp, type Packet } from './packet.js'
import type { Element, Hop, Nat, Path } from './path.js'

/** Who takes packets off the ends of the road. */
interface RoadEnds {
  atServer(packet: Packet): void
  atClient(packet: Packet): void
  /** `packet` as the router got it. */
  timeExceeded(packet: Packet, from: string, hopLimit: number): void
}

export class Road {
  private readonly devices = new Map<Element, DeviceState>()
  private readonly icmpSent = new Map<Hop, number[]>()

  constructor(
    private readonly path: Path,
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly ends: RoadEnds,
  ) {
    for (const element of path.elements) {
      if (element.kind === 'device') this.devices.set(element, new DeviceState(element, random))
    }
  }

  fromClient(packet: Packet): void {
    this.step(packet, this.onRoute(packet.route), 0)
  }

  fromServer(packet: Packet): void {
    const elements = this.onRoute(packet.route)
    const server = this.path.servers.find(({ address }) => address === packet.server)
    this.clock.after(server?.delay ?? 0, () => this.step(packet, elements, elements.length - 1))
  }

  private onRoute(route: number): Element[] {
    return this.path.elements.filter((element) => (element.route ?? route) === route)
  }

  /** The packet reaches the element at `index`; outside the list are the ends. */
  private step(packet: Packet, elements: Element[], index: number): void {
    const element = elements[index]
    const next = (moved: Packet) => this.step(moved, elements, index + (moved.towards === 'server' ? 1 : -1))
    if (element === undefined) this.arrive(packet)
    else if (element.kind === 'hop') this.atHop(packet, element, elements.slice(0, index), next)
    else if (element.kind === 'nat') next(translated(packet, element, this.path.client))
    else this.atDevice(packet, this.devices.get(element)!, next)
  }

  private arrive(packet: Packet): void {
    const server = this.path.servers.find(({ address }) => address === packet.server)
    if (packet.towards === 'client') this.ends.atClient(packet)
    else this.clock.after(server?.delay ?? 0, () => this.ends.atServer(packet))
  }

  /** The link of a hop is the one towards the client: on the way there the router comes first. */
  private atHop(packet: Packet, hop: Hop, before: Element[], next: (packet: Packet) => void): void {
    const lost = this.random() < hop.loss
    const route = (moved: Packet) => {
      if (moved.hopLimit <= 1) this.expire(moved, hop, before)
      else next({ ...moved, hopLimit: moved.hopLimit - 1 })
    }
    if (packet.towards === 'server') {
      if (!lost) this.clock.after(hop.delay, () => route(packet))
    } else if (packet.hopLimit > 1 && !lost) {
      this.clock.after(hop.delay, () => next({ ...packet, hopLimit: packet.hopLimit - 1 }))
    }
  }

  private expire(packet: Packet, hop: Hop, before: Element[]): void {
    if (!this.mayReport(hop) || before.some((element) => element.kind === 'nat' && element.blocksIcmp)) return
    const back = before.filter((element): element is Hop => element.kind === 'hop')
    const delay = back.reduce((sum, each) => sum + each.delay, hop.delay)
    this.clock.after(delay, () => this.ends.timeExceeded(packet, hop.address, 64 - back.length))
  }

  private mayReport(hop: Hop): boolean {
    if (hop.icmp === 'yes') return true
    if (hop.icmp === 'silent') return false
    const { most, every } = hop.icmp
    const recent = (this.icmpSent.get(hop) ?? []).filter((time) => time > this.clock.now - every)
    if (recent.length >= most) return false
    this.icmpSent.set(hop, [...recent, this.clock.now])
    return true
  }

  private atDevice(packet: Packet, device: DeviceState, next: (packet: Packet) => void): void {
    const { passes, sends } = isTcp(packet) ? device.see(packet, this.clock.now) : UNSEEN
    for (const forged of sends) this.clock.after(device.device.delay, () => next(forged))
    if (passes) next(packet)
  }
}

/** Devices look at TCP only. */
const UNSEEN = { passes: true, sends: [] }

/** Ports stay: what matters of a NAT here is that the world beyond sees another client. */
function translated(packet: Packet, nat: Nat, inside: string): Packet {
  return { ...packet, client: packet.towards === 'server' ? nat.address : inside }
}
