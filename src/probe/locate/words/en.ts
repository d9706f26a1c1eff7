import { quote } from '../../../core/words/commands.js'
import { percent, quoted, seconds } from '../../../core/words/format.js'
import type { LocateFacts, LocateWords, NextStep, Payload } from './types.js'

const hops = (n: number): string => (n === 1 ? '1 hop' : `${n} hops`)

function payload(one: Payload): string {
  if (one.kind === 'syn') return `SYN to port ${one.port}`
  if (one.kind === 'http-request') return `request for ${quoted(one.path)} with Host ${quoted(one.host)}`
  return one.name === undefined ? 'ClientHello without a server name' : `ClientHello for ${quoted(one.name)}`
}

/** `behind hop 3 (10.0.3.1) and not beyond hop 4 (10.0.4.1)`. */
function where({ place, distance, server, router }: LocateFacts): string {
  if (!place) return 'at an unknown place'
  const named = (hop: number) => {
    if (hop === 0) return 'this host'
    if (hop === distance) return `the server (hop ${hop}, ${server})`
    const address = router(hop)
    return address ? `hop ${hop} (${address})` : `hop ${hop}`
  }
  if (place.max === undefined) return `at ${named(place.min)} or anywhere behind it`
  return `between ${named(place.min)} and ${named(place.max)}`
}

const sure = ({ confidence }: LocateFacts): string => `Confidence ${percent(confidence)}.`

const ask = (facts: LocateFacts): NextStep[] => {
  const { place, router } = facts
  const address = place && (router(place.max ?? place.min) ?? router(place.min))
  return address
    ? [{ text: 'Ask whose routers these are, and their operator for the rule:', command: `whois ${quote(address)}` }]
    : []
}

const probe = ({ again }: LocateFacts): NextStep => ({
  text: 'Find out what it looks at, by changing one thing at a time:',
  command: `rstrace probe ${again}`,
})

const captureBoth = ({ server }: LocateFacts): NextStep => ({
  text: 'Capture at both ends: a reset that arrives here and never left the server was forged. That decides.',
  command: `tcpdump -ni any -s 0 -w client.pcap ${quote(`host ${server}`)}`,
})

const later = ({ again }: LocateFacts): NextStep => ({
  text: 'Wait until it is over, and let one connection carry the trigger through all hops:',
  command: `rstrace locate ${again} --one-connection`,
})

const located = (facts: LocateFacts): NextStep[] =>
  facts.atServer ? [captureBoth(facts), probe(facts)] : [...ask(facts), captureBoth(facts), probe(facts)]

/** A name with its address, or an address alone. */
const host = (name: string, address: string): string => (name === address ? address : `${quoted(name)} (${address})`)

export const en: LocateWords = {
  payload,
  summary: {
    reset: (f) => `What resets the ${payload(f.trigger)} sits ${where(f)}. ${sure(f)}`,
    answered: (f) => `Something answers the ${payload(f.trigger)} in the server's place, ${where(f)}. ${sure(f)}`,
    swallowed: (f) => `The ${payload(f.trigger)} is swallowed ${where(f)}. ${sure(f)}`,
    nothing: (f) => `Nothing interferes with the ${payload(f.trigger)} on the way to ${f.server}. ${sure(f)}`,
    residual: (f) =>
      `After the ${payload(f.trigger)} harmless connections to ${f.server} fail as well, so the place cannot be searched in this way now.`,
    unsteady: (f) => `The ${payload(f.trigger)} is reset now and then, too rarely for a place to be told.`,
    unreachable: (f) => `Neither the trigger nor the harmless control is answered by ${f.server}.`,
    failed: (f) => `This machine could not make the connections: ${f.failure ?? 'unknown error'}.`,
    unclear: () => 'Nothing can be told: too little came back.',
  },
  meaning: {
    interval: ({ place }) =>
      place?.min === 0
        ? 'A packet with hop limit 1 meets it already: it is on this host, on the line to the first router, or in that router before it checks the hop limit.'
        : `Routers check the hop limit before they filter: a filter in router ${place?.min} first sees packets that would reach hop ${place?.max}, and so does one on the line behind it, or in router ${place?.max} before that check. That is why it is two hops and not one.`,
    atServer: () =>
      'That is the distance of the server itself: the server resets, or something right before it, such as its own firewall or a load balancer. Counting hops cannot tell these apart.',
    inPath: ({ beyond }) =>
      `It is in the path: of ${beyond.of} triggers that met it and would have run out farther on, none was reported by the routers there, which do report the control.`,
    onPath: ({ beyond }) =>
      `It is beside the path: ${beyond.yes} of ${beyond.of} triggers that met it travelled on and were reported by routers behind it. It only sees a copy, so the server gets the trigger too.`,
    pathUnknown: () =>
      'Whether the trigger travels on behind it could not be seen: no router there answers, or too few packets tell.',
    hopLimit: ({ resetHopLimit, hopLimitPlace }) =>
      hopLimitPlace?.agrees
        ? `Its resets arrive with hop limit ${resetHopLimit}: begun with ${hopLimitPlace.initial}, that is hop ${hopLimitPlace.hop} too. This does not depend on the count above.`
        : `Its resets arrive with hop limit ${resetHopLimit}, which no usual initial value explains for this place (${hopLimitPlace?.initial} would mean hop ${hopLimitPlace?.hop}): the hop limit is set on purpose, or the way back is another.`,
    copies: ({ resetHopLimit, place }) =>
      `Its resets copy the hop limit of what they answer, so those of triggers with small ones do not get back. The place is corrected for that: the largest trigger brings a reset that arrives with ${resetHopLimit}; what is missing was lost on the way there and back, half each, which makes hop ${place?.max}.`,
    mirrored:
      'The reset carries the DSCP mark of our packet. Kernels do that when they refuse (Linux, IPv4), the REJECT of a Linux firewall does not: this speaks for a host that refuses by itself.',
    cleared:
      'The reset does not carry the DSCP mark of our packet. A Linux kernel that refuses would copy it (IPv4): this speaks for a firewall or injector, or for an application that aborts; some networks erase the mark on the way.',
    controlToo: ({ control }) =>
      `The control${control ? `, the ${payload(control)},` : ''} fares no better: whoever it is does not look at what differs between the two. Another control may help (--control).`,
    varies:
      'Below the hop limit of the majority some triggers met it already: paths of different length, or lost packets. The interval includes them.',
    silent: (list) =>
      `No router answers at ${list.length === 1 ? 'hop' : 'hops'} ${list.join(', ')}: these are counted, but not named.`,
    oneConnection: 'One connection carried the trigger through all hops, so each hop limit was tried once.',
    noPackets:
      'Packets could not be seen without CAP_NET_RAW: their hop limits were found by what the kernel lets pass (IP_MINTTL), and messages of routers were counted.',
    answered: 'The answer came although the trigger cannot have reached the server with that hop limit.',
    noFarEnd: 'How far it is to the server is not known: no port was open that could have told (--control-port).',
    residual:
      'A device remembers the addresses after a trigger and blocks what follows for a while. Everything tried meanwhile would look blocked.',
    unsteady: 'The other triggers were answered like the control.',
    unreachable: 'The two must differ in their fate for a device to be found between them.',
    nothing: 'From here and now. Another network, another hour or another address of the same name may differ.',
    failed: (code) => `The system said ${code}.`,
    unclear: 'Run it again; more time per packet (--timeout) helps on slow or lossy paths.',
    interrupted: 'It was interrupted: this is what was known by then.',
  },
  next: {
    reset: located,
    answered: located,
    swallowed: located,
    nothing: (f) => [probe(f)],
    residual: (f) => [later(f), probe(f)],
    unsteady: (f) => [probe(f), captureBoth(f)],
    unreachable: (f) => [probe(f)],
    failed: () => [],
    unclear: () => [],
  },
  sign: {
    exceeded: 'icmp',
    unreachable: 'unreachable',
    connected: 'open',
    refused: 'RST',
    reset: 'RST',
    data: 'answer',
    fin: 'FIN',
    unsent: '?',
    silence: '-',
  },
  text: {
    hop: 'hop',
    router: 'router',
    route: 'SYN',
    control: 'control',
    trigger: 'trigger',
    far: 'all the way',
    silentRouter: '(no answer)',
    client: 'client',
    server: 'server',
    inHere: 'in here',
    legend: 'icmp: ended there, and the router said so   answer: the server\u2019s   - nothing came   ? no connection',
    times: (sign, count) => (count === 1 ? sign : `${sign} x${count}`),
    connections: (count, span, endpoint) => `${count} connections to ${endpoint} in ${seconds(span)}`,
    meaning: 'What it means',
    next: 'What next',
  },
  plan: {
    title: (url, endpoint, most) => `${url}: connections to ${endpoint}, at most ${most}, one at a time:`,
    hasTrigger: (trigger, control) => `trigger: ${trigger}; control: ${control}`,
    baseline: 'control and trigger in turn, 3 to 5 times each, as ordinary connections',
    route: (most) => `SYNs with hop limits 1, 2, 3 … up to the server (at most ${most}), to name the routers`,
    control: (most) =>
      `the control with hop limits 1, 2, 3 … up to the server (at most ${most}), on established connections`,
    trigger: (most) => `the trigger in the same way (at most ${most}), if anything interferes with it at all`,
    edge: 'the hop limits on which the place depends, 3 to 5 times each; the control once more',
    hopLimit:
      'up to 20 triggers as ordinary connections, to find the hop limit of the reset (only where packets cannot be seen)',
    mark: 'two triggers with DSCP 10 (only where packets can be seen)',
    one: (most) =>
      `one connection for the control and one for the trigger, with hop limits 1, 2, 3 … (at most ${most})`,
    syn: (most) => `SYNs with hop limits 1, 2, 3 … (at most ${most}), each up to 5 times; nothing else is sent`,
    manner: (pace, timeout) =>
      `${seconds(pace)} between two connections; at most ${seconds(timeout)} of waiting in each. Every connection ends with a reset of ours.`,
    resolve: (name) => `the resolver is asked for the addresses of ${quoted(name)}`,
    progress: (role, hop, signs) =>
      `${{ route: 'SYN', control: 'control', trigger: 'trigger' }[role]} ${hop}: ${signs}`,
  },
  ping: {
    summary: ({ name, address, hopLimits, answers, asked }) =>
      `${host(name, address)} answers with hop limit ${hopLimits.join(' or ')}: ${answers} of ${asked} echo requests.`,
    noAnswer: ({ name, address, asked }) =>
      `${host(name, address)} did not answer ${asked} echo requests. Many hosts do not; this says nothing about resets.`,
    hops: (initial, routers) =>
      `Begun with ${initial}, that is ${routers === 1 ? '1 router' : `${routers} routers`} away, on the way back.`,
    compared: ({ finding, frame, ping, reset, server, reading, baseline }) =>
      [
        `Finding ${finding}, frame ${frame}: the reset arrived with ${reset}, the echo reply with ${ping}.`,
        reading === 'same'
          ? 'The two agree: nothing in the hop limit speaks against the server.'
          : `By that its sender is ${hops(Math.abs(reset - ping))} ${reading === 'nearer' ? 'nearer' : 'farther'} than the address that it claims, if both began with the same value.`,
        baseline === 'same'
          ? 'The server\u2019s other packets in the capture have the hop limit of the echo reply: the comparison holds.'
          : baseline === 'other'
            ? `The server\u2019s other packets in the capture arrived with ${server}: the echo is answered by another device, or the path has changed, and the comparison is weak.`
            : 'The capture has no other packet of that server to compare with.',
      ].join(' '),
    notReset: (finding) => `Finding ${finding} names no hop limit of a reset from this address.`,
    meaning:
      'The echo reply is made by the address itself, or by the load balancer in front of it. A reset that arrives with another hop limit may come from elsewhere, or from a system that begins resets with another value.',
    reply: (hopLimit, time) =>
      hopLimit === undefined ? `answer after ${seconds(time)}` : `hop limit ${hopLimit}, after ${seconds(time)}`,
  },
}
