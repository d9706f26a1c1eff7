/**
 * How much each clue says, as a natural logarithm of a likelihood ratio: ln( P(seen | made as claimed) / P(seen |
 * otherwise) ). 1 is a hint, 2.3 is ten to one, 4.6 a hundred to one. The one place for these numbers, each with the
 * reason for its size.
 */
export const weights = {
  // Hop limit. Real captures with independent labels: a difference of two or more marked 6 of 6 injecting devices,
  // and no genuine reset outside a host that has a second box answer for it (CenTrace corpus).
  'hop-limit-far': [4.0, 'five or more: 76 of 76 injected flows of 6 devices, 0 of 107 others'],
  'hop-limit-apart': [4.0, 'three or four, and all other packets of that end alike: one connection keeps to one route'],
  'hop-limit-two': [3.4, 'two, and all other packets of that end alike'],
  'hop-limit-one': [0.8, 'one, and all other packets of that end alike: routes differ by one now and then'],
  'hop-limit-loose': [2.0, 'two to four, but little or nothing recent to compare with: routes change'],
  'hop-limit-unsteady': [0.8, 'the host itself arrives with hop limits this far apart'],
  'hop-limit-other-socket': [0.9, 'a stack answers with the system default where the socket was given another value'],
  'hop-limit-same': [1.3, 'a device next to that end, or one that copies, has it too'],
  'hop-limit-varies': [2.6, 'one host does not send one burst from several distances'],
  // IP identification. Weak against an end: Linux replies carry 0, many stacks random values (47 of 127 false alarms).
  'ip-id-copied': [4.6, 'chance of equality some hundred in 65536; every fifth injector known copies it'],
  'ip-id-continues': [1.8, 'a device would have to follow the counter'],
  'ip-id-skipped': [1.8, 'the counter runs on as if this packet had not been'],
  'ip-id-not-zero': [1.0, 'measured on Linux; other systems number the two differently'],
  'ip-id-breaks': [0.9, 'counters are per socket, per processor or per destination on many systems'],
  'ip-id-shared': [3.2, 'one counter behind several addresses is one machine'],
  'fragment-bit': [1.4, 'differed for 5 of 6 injecting devices; macOS alone clears it in refusals only'],
  // Form: what RFC 9293 and the stacks measured in a laboratory send.
  'form-stack': [0.3, 'most injectors use this form too'],
  'form-odd': [1.7, 'no stack measured builds resets so; unusual stacks exist'],
  'form-stale-ack': [0.5, 'Windows and others leave an old number there when they abort'],
  'form-stray': [0.6, 'numbers that fit nothing: a fuzzer, a scanner, or a capture with holes'],
  'window-copied': [1.6, 'stacks send 0 in a reply; devices that reverse a packet copy its window'],
  'window-in-reply': [0.7, 'a few old stacks put a window in a reply'],
  'timestamps-right': [2.4, 'injectors seen so far carry no options'],
  'timestamps-missing': [1.3, 'Linux aborts carry the option; other systems leave it out'],
  'class-mirrored': [1.8, 'Linux mirrors the octet in replies, filters send 0'],
  'class-dropped': [0.6, 'routers rewrite the octet, other stacks never mirror it'],
  'flow-label-zero': [0.8, 'Linux gives its own resets a label, filters send 0'],
  'payload-device': [2.8, 'a pattern that a known injector sends'],
  'bits-odd': [1.4, 'reserved or urgent bits in a reset; seen from injectors only'],
  // Timing.
  'too-soon': [4.6, 'an answer in under half of the smallest round trip cannot come from that end'],
  soon: [1.6, 'under four fifths of it: the handshake may have been slow'],
  'soon-or-late': [2.2, 'too soon for the last packet that it fits, and too late for those before'],
  'knows-too-soon': [4.6, 'acknowledges bytes that cannot have reached that end'],
  'on-time': [0.3, 'a device close to that end is on time as well'],
  // Behaviour of the accused end.
  'lives-on': [4.2, 'a host does not go on with a connection that it has reset'],
  'goes-on-sending': [5.5, 'new data where its reset had ended the stream, a round trip later'],
  'both-at-once': [3.2, 'both ends deciding within a quarter of a round trip is chance'],
  'answers-challenge': [3.0, 'RFC 5961 recovery, which a blind or copying device does not play'],
  'answers-again': [1.4, 'the real end answers the same packet one round trip after'],
  // Bursts.
  'burst-surplus': [2.0, 'a stack sends one reset for one packet'],
  ladder: [4.0, 'resets ahead of the stream at steps of a segment: made to hit a moving window'],
  'burst-steps': [2.4, 'hop limit or window counted up inside one burst'],
  // Link.
  'mac-other': [2.2, 'redundant routers answer from two addresses as well'],
  'mac-same': [0.1, 'everything from beyond the router has its address'],
  'vlan-other': [1.2, 'asymmetric paths exist'],
  // Where the capture was taken.
  'sent-here': [3.6, 'the capturing host sent it itself'],
  'came-from-outside': [4.0, 'the capturing host received a packet with its own address'],
  'no-hops': [1.2, 'its hop limit is untouched though that end is hops away'],
  // The other capture of the same connection.
  'never-sent': [9.0, 'arrived and was never sent, both captures whole: proof, short of a mistake in matching'],
  'never-seen': [4.0, 'the same, if the other capture still ran a few seconds after its last packet'],
  'sent-there': [6.0, 'left the host itself'],
  'passed-there': [2.5, 'came by the other point as well: made by that end, or beyond that point'],
  // Context.
  'expected-here': [3.0, 'the connection stood so that this end had to send it'],
  'content-no-socket': [
    1.6,
    'the same, in the form of a host that knows no such connection although it has just opened it',
  ],
  'content-met': [0.8, 'comes at the very packet that names a host or a resource'],
  'repeated-elsewhere': [1.5, 'the same device signature in other connections'],
} as const satisfies Record<string, readonly [number, string]>

export type WeightId = keyof typeof weights

/** Log-odds that a reset is forged, before any clue: one in eight of those that reach a support desk. */
export const PRIOR_FORGED = -2.0
