/**
 * How much each clue says, as a natural logarithm of a likelihood ratio: ln( P(seen | made as claimed) / P(seen |
 * otherwise) ). 1 is a hint, 2.3 is ten to one, 4.6 a hundred to one. The one place for these numbers, each with the
 * reason for its size.
 *
 * Where the lab has shown a clue, its count stands last: scenarios of forged resets in which it was noted, of all, and
 * those of genuine ones (`docs/calibration.md` has the ratios, and the seeds).
 */
export const weights = {
  // Hop limit. Real captures with independent labels: a difference of two or more marked 6 of 6 injecting devices,
  // and no genuine reset outside a host that has a second box answer for it (CenTrace corpus).
  /** Five or more: 76 of 76 injected flows of 6 devices, 0 of 107 others. */
  'hop-limit-far': 4.0, // lab 27/32 : 1/77
  /** Three or four, and all other packets of that end alike: one connection keeps to one route. */
  'hop-limit-apart': 4.0, // lab 18/32 : 0/77
  /** Two, and all other packets of that end alike. */
  'hop-limit-two': 3.4, // lab 13/32 : 1/77
  /** One less to go, and all other packets of that end alike: routes differ by one, and hosts answer for containers. */
  'hop-limit-nearer': 1.9, // lab 16/32 : 0/77
  /** The same of a refusal: the host of a container stands there as well, and refuses what it does not forward. */
  'hop-limit-nearer-refusal': 0.8,
  /** One more to go, and all other packets of that end alike: nobody on the path is farther away. */
  'hop-limit-one': 0.8,
  /** Two to four, but little or nothing recent to compare with: routes change. */
  'hop-limit-loose': 2.0, // lab 3/32 : 0/77
  /** The host itself arrives with hop limits this far apart. */
  'hop-limit-unsteady': 0.8,
  /** A stack answers with the system default where the socket was given another value. */
  'hop-limit-other-socket': 0.9, // lab 0/32 : 1/77
  /** A device next to that end, or one that copies, has it too. */
  'hop-limit-same': 1.3, // lab 3/32 : 73/77
  /** One host does not send one burst from several distances. */
  'hop-limit-varies': 2.6,
  // IP identification. Weak against an end: Linux replies carry 0, many stacks random values (47 of 127 false alarms).
  /** Chance of equality some hundred in 65536; every fifth injector known copies it. */
  'ip-id-copied': 4.6,
  /** A device would have to follow the counter. */
  'ip-id-continues': 1.8, // lab 0/32 : 27/77
  /** The counter runs on as if this packet had not been. */
  'ip-id-skipped': 1.8, // lab 1/32 : 0/77
  /** Measured on Linux; other systems number the two differently. */
  'ip-id-not-zero': 1.6, // lab 6/32 : 0/77
  /** Counters are per socket, per processor or per destination on many systems. */
  'ip-id-breaks': 1.2, // lab 5/32 : 0/77
  /** A socket numbers its abort like its other packets; hosts that number nothing number none. */
  'ip-id-zero': 1.2, // lab 4/32 : 0/77
  /** One counter behind several addresses is one machine. */
  'ip-id-shared': 3.2,
  /** Differed for 5 of 6 injecting devices; macOS alone clears it in refusals only. */
  'fragment-bit': 2.2, // lab 14/32 : 0/77
  // Form: what RFC 9293 and the stacks measured in a laboratory send.
  /** Most injectors use this form too. */
  'form-stack': 0.3, // lab 30/32 : 77/77
  /** No stack measured builds resets so; unusual stacks exist. */
  'form-odd': 1.7, // lab 4/32 : 2/77
  /** Windows and others leave an old number there when they abort. */
  'form-stale-ack': 0.5,
  /** Numbers that fit nothing: a fuzzer, a scanner, or a capture with holes. */
  'form-stray': 0.6, // lab 1/32 : 0/77
  /** Stacks send 0 in a reply; devices that reverse a packet copy its window. */
  'window-copied': 1.6, // lab 3/32 : 0/77
  /** No stack leaves the shift out: the window of a SYN was copied, by one that keeps no state. */
  'window-unscaled': 2.4, // lab 3/32 : 0/77
  /** A few old stacks put a window in a reply. */
  'window-in-reply': 0.7, // lab 3/32 : 2/77
  /** Injectors seen so far carry no options. */
  'timestamps-right': 2.4, // lab 0/32 : 24/77
  /** Linux aborts carry the option; other systems leave it out. */
  'timestamps-missing': 2.0, // lab 12/32 : 1/77
  /** Linux mirrors the octet in replies, filters send 0. */
  'class-mirrored': 1.8,
  /** Routers rewrite the octet, other stacks never mirror it. */
  'class-dropped': 0.6,
  /** Linux gives its own resets a label, filters send 0. */
  'flow-label-zero': 1.8, // lab 22/32 : 0/77
  /** A pattern that a known injector sends. */
  'payload-device': 2.8, // lab 1/32 : 0/77
  /** Reserved or urgent bits in a reset; seen from injectors only. */
  'bits-odd': 1.4,
  // Timing.
  /** An answer in under half of the smallest round trip cannot come from that end. */
  'too-soon': 4.6, // lab 20/32 : 0/77
  /** Under four fifths of it: the handshake may have been slow. */
  soon: 2.2, // lab 17/32 : 0/77
  /** Too soon for the last packet that it fits, and too late for those before. */
  'soon-or-late': 2.2, // lab 3/32 : 0/77
  /** Acknowledges bytes that cannot have reached that end. */
  'knows-too-soon': 4.6, // lab 8/32 : 0/77
  /** A device close to that end is on time as well. */
  'on-time': 0.3, // lab 8/32 : 56/77
  // Behaviour of the accused end.
  /** A host does not go on with a connection that it has reset. */
  'lives-on': 4.0, // lab 17/32 : 0/77
  /** New data where its reset had ended the stream, too late to have been overtaken. */
  'goes-on-sending': 5.5, // lab 7/32 : 0/77
  /** Both ends deciding within a quarter of a round trip is chance. */
  'both-at-once': 3.2,
  /** RFC 5961 recovery, which a blind or copying device does not play. */
  'answers-challenge': 1.5, // lab 1/32 : 4/77
  /** The real end answers the same packet one round trip after. */
  'answers-again': 1.4, // lab 7/32 : 0/77
  // Bursts.
  /** A stack sends one reset for one packet. */
  'burst-surplus': 2.0, // lab 6/32 : 0/77
  /** Resets ahead of the stream at steps of a segment: made to hit a moving window. */
  ladder: 4.0, // lab 4/32 : 0/77
  /** Hop limit or window counted up inside one burst. */
  'burst-steps': 2.4,
  // Link.
  /** Redundant routers answer from two addresses as well. */
  'mac-other': 2.2,
  /** Everything from beyond the router has its address. */
  'mac-same': 0.1, // lab 29/32 : 70/77
  /** Asymmetric paths exist. */
  'vlan-other': 1.2,
  // Where the capture was taken.
  /** The capturing host sent it itself. */
  'sent-here': 3.6,
  /** The capturing host received a packet with its own address. */
  'came-from-outside': 4.0,
  /** Its hop limit is untouched though that end is hops away. */
  'no-hops': 1.2, // lab 17/32 : 1/77
  // The other capture of the same connection.
  /** Arrived and was never sent, both captures whole: proof, short of a mistake in matching. */
  'never-sent': 9.0,
  /** The same, if the other capture still ran a few seconds after its last packet. */
  'never-seen': 4.0,
  /** The captured host did not send it, never got what it answers, and its own packets come one hop farther. */
  'never-sent-nearer': 4.5,
  /** The same from as far: a device beside it, or another machine behind its address; never accuses by itself. */
  'not-this-host': 2.0,
  /** The captured host does not seem to have sent it: never accuses by itself. */
  'not-from-host': 2.0,
  /** An empty capture: nothing arrived there, or its filter was wrong. */
  'nothing-there': 1.5,
  /** Left the host itself. */
  'sent-there': 6.0,
  /** Came by both points: made by that end, or beyond the point that is nearer to it. */
  'passed-there': 2.5,
  // Context.
  /** The connection stood so that this end had to send it. */
  'expected-here': 3.0, // lab 0/32 : 44/77
  /** The same, in the form of a host that knows no such connection although it has just opened it. */
  'content-no-socket': 2.2, // lab 14/32 : 0/77
  /** Comes at the very packet that names a host or a resource. */
  'content-met': 1.0, // lab 9/32 : 1/77
  /** The same device signature in other connections. */
  'repeated-elsewhere': 1.5,
} satisfies Record<string, number>

export type WeightId = keyof typeof weights

/** Log-odds that a reset is forged, before any clue: one in eight of those that reach a support desk. */
export const PRIOR_FORGED = -2.0

/**
 * The same for a response or a FIN that contradicts its alleged sender's other packets: a stack does not do that, so
 * neither side is the likelier before its headers are compared.
 */
export const PRIOR_INJECTED = 0
