export type PatternKind =
  | 'same-name'
  | 'same-host'
  | 'same-url'
  | 'same-address'
  | 'same-port'
  | 'same-device'
  | 'same-second'
  | 'residual-block'

/** What joins findings across connections, before it is put into words. */
export interface FoundPattern {
  kind: PatternKind
  /** What the connections have in common: the name, host, path, address, port, device signature or moment. */
  value: string
  /** Streams that it joins. */
  streams: number[]
  /** Connections with the value that were cut, and that lived. */
  died: number
  lived: number
  /** Connections to the same server with another value that lived: with these, the value is what separates them. */
  othersLived: number
}
