/** A simulated path, as `parse.ts` reads it from a file: what stands on it, from the client to the servers. */
export interface Path {
  seed: number
  client: string
  names: Map<string, { addresses: string[]; error?: string }>
  /** In the order of the path. */
  elements: Element[]
  servers: Server[]
  /** Paths of different length (ECMP): 1 when all packets go the same way. */
  routes: number
}

export type Element = Hop | Device | Nat

interface OnRoute {
  /** Only on this one of the routes, from 1; on all when absent. */
  route?: number
}

/** A router. */
export interface Hop extends OnRoute {
  kind: 'hop'
  address: string
  /** One way, over the link before it. */
  delay: number
  /** Share of packets lost on that link, either way. */
  loss: number
  icmp: 'yes' | 'silent' | { most: number; every: number }
}

export interface Device extends OnRoute {
  kind: 'device'
  /** In the path it can keep a packet; beside it, it only sees a copy and the packet goes on. */
  place: 'in-path' | 'on-path'
  /** All must be met. */
  on: Trigger[]
  does: Action
  hopLimit: number | 'copied' | 'random'
  ipId: number | 'copied' | 'random'
  delay: number
  /** Share of triggers that it acts on. */
  chance: number
  /** Puts the segments of a direction together before it looks. */
  reassembles: boolean
  /** After a trigger everything between the client and this is treated alike, for so many seconds. */
  remembers?: { seconds: number; by: 'address' | 'address-and-port' }
}

export type Trigger =
  | { on: 'syn' }
  | { on: 'sni' | 'host' | 'url' | 'keyword' | 'address'; value: string }
  | { on: 'port'; value: number }

export type Action =
  | { does: 'reset'; towards: 'client' | 'server' | 'both' }
  | { does: 'drop' }
  | { does: 'answer'; status: number; text: string }

export interface Nat extends OnRoute {
  kind: 'nat'
  address: string
  /** ICMP errors from beyond do not come back through it. */
  blocksIcmp: boolean
}

export interface Server extends OnRoute {
  address: string
  delay: number
  hopLimit: number
  ports: Map<number, Service>
  /** A port on which nothing listens: refused, or no answer. */
  closed: 'refuse' | 'silent'
}

export interface Service {
  speaks: 'http' | 'https' | 'banner' | 'nothing' | 'reset'
  /** What it answers. */
  text: string
  /** https: resets a ClientHello without a name. */
  needsName: boolean
  /** https: resets a ClientHello with another name than these. */
  only?: string[]
  /** https: answers another name than these with an alert. */
  knows?: string[]
  /** https: the name its certificate is for, when it is not the one asked for. */
  certificate?: string
  /** Resets requests for this Host. */
  resetsHost?: string
}
