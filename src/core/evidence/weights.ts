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
  'hop-limit-far': [4.0, 'five or more: 76 of 76 injected flows of 6 devices, 0 of 107 others', 'lab 27/32 : 1/77'],
  'hop-limit-apart': [
    4.0,
    'three or four, and all other packets of that end alike: one connection keeps to one route',
    'lab 18/32 : 0/77',
  ],
  'hop-limit-two': [3.4, 'two, and all other packets of that end alike', 'lab 13/32 : 1/77'],
  'hop-limit-nearer': [
    1.9,
    'one less to go, and all other packets of that end alike: routes differ by one, and hosts answer for containers',
    'lab 16/32 : 0/77',
  ],
  'hop-limit-nearer-refusal': [
    0.8,
    'the same of a refusal: the host of a container stands there as well, and refuses what it does not forward',
  ],
  'hop-limit-one': [0.8, 'one more to go, and all other packets of that end alike: nobody on the path is farther away'],
  'hop-limit-loose': [
    2.0,
    'two to four, but little or nothing recent to compare with: routes change',
    'lab 3/32 : 0/77',
  ],
  'hop-limit-unsteady': [0.8, 'the host itself arrives with hop limits this far apart'],
  'hop-limit-other-socket': [
    0.9,
    'a stack answers with the system default where the socket was given another value',
    'lab 0/32 : 1/77',
  ],
  'hop-limit-same': [1.3, 'a device next to that end, or one that copies, has it too', 'lab 3/32 : 73/77'],
  'hop-limit-varies': [2.6, 'one host does not send one burst from several distances'],
  // IP identification. Weak against an end: Linux replies carry 0, many stacks random values (47 of 127 false alarms).
  'ip-id-copied': [4.6, 'chance of equality some hundred in 65536; every fifth injector known copies it'],
  'ip-id-continues': [1.8, 'a device would have to follow the counter', 'lab 0/32 : 27/77'],
  'ip-id-skipped': [1.8, 'the counter runs on as if this packet had not been', 'lab 1/32 : 0/77'],
  'ip-id-not-zero': [1.6, 'measured on Linux; other systems number the two differently', 'lab 6/32 : 0/77'],
  'ip-id-breaks': [1.2, 'counters are per socket, per processor or per destination on many systems', 'lab 5/32 : 0/77'],
  'ip-id-zero': [
    1.2,
    'a socket numbers its abort like its other packets; hosts that number nothing number none',
    'lab 4/32 : 0/77',
  ],
  'ip-id-shared': [3.2, 'one counter behind several addresses is one machine'],
  'fragment-bit': [
    2.2,
    'differed for 5 of 6 injecting devices; macOS alone clears it in refusals only',
    'lab 14/32 : 0/77',
  ],
  // Form: what RFC 9293 and the stacks measured in a laboratory send.
  'form-stack': [0.3, 'most injectors use this form too', 'lab 30/32 : 77/77'],
  'form-odd': [1.7, 'no stack measured builds resets so; unusual stacks exist', 'lab 4/32 : 2/77'],
  'form-stale-ack': [0.5, 'Windows and others leave an old number there when they abort'],
  'form-stray': [0.6, 'numbers that fit nothing: a fuzzer, a scanner, or a capture with holes', 'lab 1/32 : 0/77'],
  'window-copied': [1.6, 'stacks send 0 in a reply; devices that reverse a packet copy its window', 'lab 3/32 : 0/77'],
  'window-unscaled': [
    2.4,
    'no stack leaves the shift out: the window of a SYN was copied, by one that keeps no state',
    'lab 3/32 : 0/77',
  ],
  'window-in-reply': [0.7, 'a few old stacks put a window in a reply', 'lab 3/32 : 2/77'],
  'timestamps-right': [2.4, 'injectors seen so far carry no options', 'lab 0/32 : 24/77'],
  'timestamps-missing': [2.0, 'Linux aborts carry the option; other systems leave it out', 'lab 12/32 : 1/77'],
  'class-mirrored': [1.8, 'Linux mirrors the octet in replies, filters send 0'],
  'class-dropped': [0.6, 'routers rewrite the octet, other stacks never mirror it'],
  'flow-label-zero': [1.8, 'Linux gives its own resets a label, filters send 0', 'lab 22/32 : 0/77'],
  'payload-device': [2.8, 'a pattern that a known injector sends', 'lab 1/32 : 0/77'],
  'bits-odd': [1.4, 'reserved or urgent bits in a reset; seen from injectors only'],
  // Timing.
  'too-soon': [4.6, 'an answer in under half of the smallest round trip cannot come from that end', 'lab 20/32 : 0/77'],
  soon: [2.2, 'under four fifths of it: the handshake may have been slow', 'lab 17/32 : 0/77'],
  'soon-or-late': [2.2, 'too soon for the last packet that it fits, and too late for those before', 'lab 3/32 : 0/77'],
  'knows-too-soon': [4.6, 'acknowledges bytes that cannot have reached that end', 'lab 8/32 : 0/77'],
  'on-time': [0.3, 'a device close to that end is on time as well', 'lab 8/32 : 56/77'],
  // Behaviour of the accused end.
  'lives-on': [4.0, 'a host does not go on with a connection that it has reset', 'lab 17/32 : 0/77'],
  'goes-on-sending': [
    5.5,
    'new data where its reset had ended the stream, too late to have been overtaken',
    'lab 7/32 : 0/77',
  ],
  'both-at-once': [3.2, 'both ends deciding within a quarter of a round trip is chance'],
  'answers-challenge': [1.5, 'RFC 5961 recovery, which a blind or copying device does not play', 'lab 1/32 : 4/77'],
  'answers-again': [1.4, 'the real end answers the same packet one round trip after', 'lab 7/32 : 0/77'],
  // Bursts.
  'burst-surplus': [2.0, 'a stack sends one reset for one packet', 'lab 6/32 : 0/77'],
  ladder: [4.0, 'resets ahead of the stream at steps of a segment: made to hit a moving window', 'lab 4/32 : 0/77'],
  'burst-steps': [2.4, 'hop limit or window counted up inside one burst'],
  // Link.
  'mac-other': [2.2, 'redundant routers answer from two addresses as well'],
  'mac-same': [0.1, 'everything from beyond the router has its address', 'lab 29/32 : 70/77'],
  'vlan-other': [1.2, 'asymmetric paths exist'],
  // Where the capture was taken.
  'sent-here': [3.6, 'the capturing host sent it itself'],
  'came-from-outside': [4.0, 'the capturing host received a packet with its own address'],
  'no-hops': [1.2, 'its hop limit is untouched though that end is hops away', 'lab 17/32 : 1/77'],
  // The other capture of the same connection.
  'never-sent': [9.0, 'arrived and was never sent, both captures whole: proof, short of a mistake in matching'],
  'never-seen': [4.0, 'the same, if the other capture still ran a few seconds after its last packet'],
  'never-sent-nearer': [
    4.5,
    'the captured host did not send it, never got what it answers, and its own packets come one hop farther',
  ],
  'not-this-host': [
    2.0,
    'the same from as far: a device beside it, or another machine behind its address; never accuses by itself',
  ],
  'not-from-host': [2.0, 'the captured host does not seem to have sent it: never accuses by itself'],
  'nothing-there': [1.5, 'an empty capture: nothing arrived there, or its filter was wrong'],
  'sent-there': [6.0, 'left the host itself'],
  'passed-there': [2.5, 'came by both points: made by that end, or beyond the point that is nearer to it'],
  // Context.
  'expected-here': [3.0, 'the connection stood so that this end had to send it', 'lab 0/32 : 44/77'],
  'content-no-socket': [
    2.2,
    'the same, in the form of a host that knows no such connection although it has just opened it',
    'lab 14/32 : 0/77',
  ],
  'content-met': [1.0, 'comes at the very packet that names a host or a resource', 'lab 9/32 : 1/77'],
  'repeated-elsewhere': [1.5, 'the same device signature in other connections'],
} as const satisfies Record<string, readonly [number, string, string?]>

export type WeightId = keyof typeof weights

/** Log-odds that a reset is forged, before any clue: one in eight of those that reach a support desk. */
export const PRIOR_FORGED = -2.0

/**
 * The same for a response or a FIN that contradicts its alleged sender's other packets: a stack does not do that, so
 * neither side is the likelier before its headers are compared.
 */
export const PRIOR_INJECTED = 0
