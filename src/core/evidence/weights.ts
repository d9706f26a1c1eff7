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
  'hop-limit-far': [4.0, 'five or more: 76 of 76 injected flows of 6 devices, 0 of 107 others', 'lab 21/32 : 1/70'],
  'hop-limit-apart': [
    4.0,
    'three or four, and all other packets of that end alike: one connection keeps to one route',
    'lab 9/32 : 0/70',
  ],
  'hop-limit-two': [3.4, 'two, and all other packets of that end alike', 'lab 9/32 : 0/70'],
  'hop-limit-one': [
    1.2,
    'one, and all other packets of that end alike: routes differ by one now and then',
    'lab 3/32 : 0/70',
  ],
  'hop-limit-loose': [
    2.0,
    'two to four, but little or nothing recent to compare with: routes change',
    'lab 2/32 : 0/70',
  ],
  'hop-limit-unsteady': [0.8, 'the host itself arrives with hop limits this far apart'],
  'hop-limit-other-socket': [
    0.9,
    'a stack answers with the system default where the socket was given another value',
    'lab 0/32 : 1/70',
  ],
  'hop-limit-same': [1.3, 'a device next to that end, or one that copies, has it too', 'lab 5/32 : 67/70'],
  'hop-limit-varies': [2.6, 'one host does not send one burst from several distances'],
  // IP identification. Weak against an end: Linux replies carry 0, many stacks random values (47 of 127 false alarms).
  'ip-id-copied': [4.6, 'chance of equality some hundred in 65536; every fifth injector known copies it'],
  'ip-id-continues': [1.8, 'a device would have to follow the counter', 'lab 0/32 : 20/70'],
  'ip-id-skipped': [1.8, 'the counter runs on as if this packet had not been', 'lab 1/32 : 0/70'],
  'ip-id-not-zero': [1.6, 'measured on Linux; other systems number the two differently', 'lab 6/32 : 0/70'],
  'ip-id-breaks': [1.2, 'counters are per socket, per processor or per destination on many systems', 'lab 5/32 : 0/70'],
  'ip-id-shared': [3.2, 'one counter behind several addresses is one machine'],
  'fragment-bit': [
    2.2,
    'differed for 5 of 6 injecting devices; macOS alone clears it in refusals only',
    'lab 11/32 : 0/70',
  ],
  // Form: what RFC 9293 and the stacks measured in a laboratory send.
  'form-stack': [0.3, 'most injectors use this form too', 'lab 30/32 : 70/70'],
  'form-odd': [1.7, 'no stack measured builds resets so; unusual stacks exist', 'lab 3/32 : 2/70'],
  'form-stale-ack': [0.5, 'Windows and others leave an old number there when they abort'],
  'form-stray': [0.6, 'numbers that fit nothing: a fuzzer, a scanner, or a capture with holes', 'lab 1/32 : 0/70'],
  'window-copied': [1.6, 'stacks send 0 in a reply; devices that reverse a packet copy its window', 'lab 3/32 : 0/70'],
  'window-in-reply': [0.7, 'a few old stacks put a window in a reply', 'lab 2/32 : 2/70'],
  'timestamps-right': [2.4, 'injectors seen so far carry no options', 'lab 0/32 : 17/70'],
  'timestamps-missing': [2.0, 'Linux aborts carry the option; other systems leave it out', 'lab 9/32 : 0/70'],
  'class-mirrored': [1.8, 'Linux mirrors the octet in replies, filters send 0'],
  'class-dropped': [0.6, 'routers rewrite the octet, other stacks never mirror it'],
  'flow-label-zero': [1.8, 'Linux gives its own resets a label, filters send 0', 'lab 12/32 : 0/70'],
  'payload-device': [2.8, 'a pattern that a known injector sends', 'lab 1/32 : 0/70'],
  'bits-odd': [1.4, 'reserved or urgent bits in a reset; seen from injectors only'],
  // Timing.
  'too-soon': [4.6, 'an answer in under half of the smallest round trip cannot come from that end', 'lab 17/32 : 0/70'],
  soon: [2.2, 'under four fifths of it: the handshake may have been slow', 'lab 9/32 : 0/70'],
  'soon-or-late': [2.2, 'too soon for the last packet that it fits, and too late for those before', 'lab 3/32 : 0/70'],
  'knows-too-soon': [4.6, 'acknowledges bytes that cannot have reached that end', 'lab 5/32 : 0/70'],
  'on-time': [0.3, 'a device close to that end is on time as well', 'lab 6/32 : 53/70'],
  // Behaviour of the accused end.
  'lives-on': [4.0, 'a host does not go on with a connection that it has reset', 'lab 13/32 : 1/70'],
  'goes-on-sending': [
    5.5,
    'new data where its reset had ended the stream, too late to have been overtaken',
    'lab 6/32 : 1/70',
  ],
  'both-at-once': [3.2, 'both ends deciding within a quarter of a round trip is chance'],
  'answers-challenge': [1.5, 'RFC 5961 recovery, which a blind or copying device does not play', 'lab 1/32 : 4/70'],
  'answers-again': [1.4, 'the real end answers the same packet one round trip after', 'lab 7/32 : 0/70'],
  // Bursts.
  'burst-surplus': [2.0, 'a stack sends one reset for one packet', 'lab 5/32 : 0/70'],
  ladder: [4.0, 'resets ahead of the stream at steps of a segment: made to hit a moving window', 'lab 2/32 : 0/70'],
  'burst-steps': [2.4, 'hop limit or window counted up inside one burst'],
  // Link.
  'mac-other': [2.2, 'redundant routers answer from two addresses as well'],
  'mac-same': [0.1, 'everything from beyond the router has its address', 'lab 29/32 : 66/70'],
  'vlan-other': [1.2, 'asymmetric paths exist'],
  // Where the capture was taken.
  'sent-here': [3.6, 'the capturing host sent it itself'],
  'came-from-outside': [4.0, 'the capturing host received a packet with its own address'],
  'no-hops': [1.2, 'its hop limit is untouched though that end is hops away', 'lab 8/32 : 1/70'],
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
  'nothing-there': [1.5, 'an empty capture: nothing arrived there, or its filter was wrong'],
  'sent-there': [6.0, 'left the host itself'],
  'passed-there': [2.5, 'came by the other point as well: made by that end, or beyond that point'],
  // Context.
  'expected-here': [3.0, 'the connection stood so that this end had to send it', 'lab 0/32 : 44/70'],
  'content-no-socket': [
    2.2,
    'the same, in the form of a host that knows no such connection although it has just opened it',
    'lab 14/32 : 2/70',
  ],
  'content-met': [1.0, 'comes at the very packet that names a host or a resource', 'lab 7/32 : 0/70'],
  'repeated-elsewhere': [1.5, 'the same device signature in other connections'],
} as const satisfies Record<string, readonly [number, string, string?]>

export type WeightId = keyof typeof weights

/** Log-odds that a reset is forged, before any clue: one in eight of those that reach a support desk. */
export const PRIOR_FORGED = -2.0
