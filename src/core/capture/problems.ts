/** What can be amiss in a capture that is still read to its end. Reported in `captures[].problems`. */
export type ProblemKind =
  /** A packet was cut by the snap length in or before its TCP header. */
  | 'truncated-packet'
  /** The file ends inside a record. */
  | 'cut-off-file'
  /** A record or block whose length contradicts itself; it was skipped. */
  | 'bad-record'
  /** A header whose length fields contradict each other. */
  | 'bad-length'
  /** TCP options that run past their header, or a kind with an impossible length. */
  | 'bad-option'
  /** A packet of a link type that is not read. */
  | 'unknown-link-type'
  /** A packet that refers to an interface which the file does not describe. */
  | 'unknown-interface'
  /** Nested deeper than any real network: not looked into further. */
  | 'too-deep'
  /** The capturing host says that it dropped packets. */
  | 'dropped-packets'
  /** A fragmented datagram of which a piece is missing. */
  | 'incomplete-fragments'
  /** A line of a text capture that could not be understood. */
  | 'unreadable-line'
  /** A text names hosts without their addresses: made-up ones stand for them. */
  | 'stand-in-address'
  /** Packet times that run backwards by more than reordering explains. */
  | 'time-backwards'
  /** Packets of suspicious connections that lie too far back to be looked at again. */
  | 'history-lost'
  /** Suspicious connections beyond the number that is examined. */
  | 'not-examined'
  /** Compressed data that is damaged or ends early. */
  | 'damaged-compression'

export interface Problem {
  kind: ProblemKind
  count: number
  /** First frame concerned, when it concerns frames. */
  firstFrame?: number
  /** First byte position concerned, when it concerns the file. */
  firstPosition?: number
}

/** Counts what is amiss, once per kind: a hostile file must not make this grow. */
export class Problems {
  private readonly byKind = new Map<ProblemKind, Problem>()

  add(kind: ProblemKind, where: { frame?: number; position?: number } = {}, count = 1): void {
    const known = this.byKind.get(kind)
    if (known) known.count += count
    else this.byKind.set(kind, { kind, count, firstFrame: where.frame, firstPosition: where.position })
  }

  list(): Problem[] {
    return [...this.byKind.values()]
  }
}
