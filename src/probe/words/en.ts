import { quote } from '../../core/words/commands.js'
import { percent, quoted, seconds } from '../../core/words/format.js'
import type { Count, MatrixFacts, NextStep, ProbeWords } from './types.js'

const PHASE: ProbeWords['phase'] = {
  dns: 'at the name look-up',
  connect: 'at the SYN',
  hello: 'after the ClientHello',
  request: 'after the request',
  response: 'in the response',
}

const OUTCOME: ProbeWords['outcome'] = {
  ok: 'answered',
  answered: 'answered, not as asked',
  altered: 'altered answer',
  reset: 'reset',
  refused: 'refused',
  timeout: 'no answer',
  eof: 'closed without an answer',
  unreachable: 'ICMP unreachable',
  failed: 'could not be tried',
}

const FACTOR: ProbeWords['factor'] = {
  address: 'another address',
  port: 'another port',
  tls: 'TLS on or off',
  'server-name': 'another server name',
  host: 'another Host',
  path: 'another path',
  query: 'another query',
  method: 'another method',
  segments: 'two segments',
}

const ofThem = ({ passed, tries }: Count): string => `${passed} of ${tries}`

/** `9 of 9 connections were reset after the ClientHello`. */
function failed({ fails }: MatrixFacts): string {
  if (!fails) return 'the request was not tried'
  const { count, of, phase, outcome } = fails
  const what: Record<typeof outcome, string> = {
    ok: 'were answered',
    answered: 'were answered, but not as asked,',
    altered: 'got an altered answer',
    reset: 'were reset',
    refused: 'were refused',
    timeout: 'got no answer',
    eof: 'were closed without an answer',
    unreachable: 'ended with ICMP unreachable',
    failed: 'could not be made',
  }
  return `${count} of ${of} connections ${what[outcome]} ${PHASE[phase]}`
}

/** `with the server name www.example.com 5 of 5 got past it`. */
function cured({ cures }: MatrixFacts, ...factors: string[]): string {
  const cure = cures.find(({ factor }) => factors.includes(factor))
  return cure ? `${variantText(cure.variant)}: ${ofThem(cure)} got past it` : ''
}

function variantText({ id, factor, value, exchange }: MatrixFacts['cures'][number]['variant']): string {
  switch (factor) {
    case undefined:
      if (id === 'given') return 'the request itself'
      return id === 'control' ? `control: a harmless name (${quoted(value)})` : `the control at port ${value}`
    case 'address':
      return `the address ${value}`
    case 'port':
      return `port ${value}`
    case 'tls':
      return `${exchange.tls ? 'with' : 'without'} TLS, port ${exchange.port}`
    case 'server-name':
      return value === '' ? 'no server name' : `the server name ${quoted(value)}`
    case 'host':
      return `Host: ${quoted(value)}`
    case 'path':
      return `the path ${value}`
    case 'query':
      return value === '' ? 'no query' : `without ${quoted(value.slice(1))} in the query`
    case 'method':
      return `method ${value}`
    case 'segments':
      return `${exchange.tls ? 'ClientHello' : 'request'} in two segments`
  }
}

/** What a residual block goes by. */
const KEEPS_OUT: Record<'address' | 'address-and-port', (port: number) => string> = {
  address: (port) =>
    `It goes by both addresses, whatever the port: a harmless connection to port ${port} fails during it, and works before and after.`,
  'address-and-port': (port) =>
    `It goes by both addresses and the server's port: a harmless connection to port ${port} of the same address works while it lasts.`,
}

const locate = ({ plainUrl }: MatrixFacts): NextStep => ({
  text: 'Count the hops to whoever sends it:',
  command: `rstrace locate ${quote(plainUrl)}`,
})

const capture = ({ address, port }: MatrixFacts, side: 'client' | 'server'): NextStep => ({
  text:
    side === 'client'
      ? 'Capture here while it fails, and let the packets say who sent what:'
      : 'Capture at the server at the same time: a reset that arrives here and never left there was forged.',
  command: `tcpdump -ni any -s 0 -w ${side}.pcap ${quote(side === 'client' ? `host ${address} and (tcp port ${port} or icmp or icmp6)` : `tcp port ${port} or icmp or icmp6`)}`,
})

const again = ({ plainUrl }: MatrixFacts, option: string): NextStep => ({
  text: 'Try again with more connections:',
  command: `rstrace probe ${option} ${quote(plainUrl)}`,
})

const ask = 'Ask whoever runs the network or the firewall in question for the rule.'

export const en: ProbeWords = {
  phase: PHASE,
  outcome: OUTCOME,
  factor: FACTOR,
  variant: variantText,
  verdict: {
    'nothing-wrong': {
      summary: (f) => `Nothing wrong seen: ${quoted(f.url)} was answered ${f.given.passed} of ${f.given.tries} times.`,
      meaning: () => [
        'From this machine, now, nothing interferes with this request. Another network or another hour may see it otherwise.',
      ],
      next: (f) => [
        {
          text: 'If it fails somewhere else, run this there; if it fails now and then, capture until it does:',
          command: capture(f, 'client').command,
        },
      ],
    },
    'blocked-sni': {
      summary: (f) =>
        `Blocked by server name (SNI): with ${quoted(f.serverName ?? '')} ${failed(f)}; ${cured(f, 'server-name')}.`,
      meaning: () => [
        'The name in the ClientHello sets it off. It is sent in clear before encryption begins; address, port and the rest of the request do not matter.',
      ],
      next: (f) => [locate(f), capture(f, 'server'), { text: ask }],
    },
    'blocked-host': {
      summary: (f) => `Blocked by Host: with ${quoted(f.host)} ${failed(f)}; ${cured(f, 'host')}.`,
      meaning: () => ['The Host field of the plain HTTP request sets it off, whatever the path is.'],
      next: (f) => [
        locate(f),
        { text: 'See whether HTTPS is let through:', command: `rstrace probe ${quote(`https://${f.name}/`)}` },
        capture(f, 'server'),
      ],
    },
    'blocked-url': {
      summary: (f) =>
        `Blocked by URL: with ${quoted(f.url)} ${failed(f)}; ${cured(f, 'host')}, and ${cured(f, 'path', 'query', 'method')}.`,
      meaning: () => ['It takes both, this Host and this path: other paths of the same host are answered.'],
      next: (f) => [
        locate(f),
        {
          text: 'See whether HTTPS, which hides the path, is let through:',
          command: `rstrace probe ${quote(`https://${f.name}${f.path.replace(/\?.*$/, '')}`)}`,
        },
        capture(f, 'server'),
      ],
    },
    'blocked-content': {
      summary: (f) => `Blocked by content: ${failed(f)}; ${cured(f, 'query', 'path', 'method')}.`,
      meaning: () => ['Something in the request line sets it off, whatever the Host is.'],
      next: (f) => [
        locate(f),
        {
          text: 'See whether HTTPS, which hides it, is let through:',
          command: `rstrace probe ${quote(`https://${f.name}${f.path.replace(/\?.*$/, '')}`)}`,
        },
        capture(f, 'server'),
      ],
    },
    'blocked-address': {
      summary: (f) => `Blocked by address: ${failed(f)} at ${f.address}; ${cured(f, 'address')}.`,
      meaning: () => [
        'What matters is the address: other names and ports do not help there, and another address of the same name does. A server that is down at this one address looks the same.',
      ],
      next: (f) => [locate(f), capture(f, 'server'), { text: 'Ask whoever runs that address whether the host is up.' }],
    },
    'blocked-port': {
      summary: (f) => `Blocked by port: ${failed(f)} on port ${f.port}; ${cured(f, 'port', 'tls')}.`,
      meaning: () => [
        'The address is reached, this port of it is not: a packet filter, on the path or on the host itself.',
      ],
      next: (f) => [locate(f), capture(f, 'server')],
    },
    'port-refused': {
      summary: (f) => `Port ${f.port} refuses: ${failed(f)}; ${cured(f, 'port', 'tls')}.`,
      meaning: () => [
        'The host is there, and something says no in its name on this port. Most often nothing listens there; a device that resets SYNs looks the same from here.',
      ],
      next: (f) => [
        { text: 'On the server, see whether anything listens:', command: `ss -ltn ${quote(`sport = :${f.port}`)}` },
        locate(f),
        capture(f, 'server'),
      ],
    },
    'altered-answer': {
      summary: (f) =>
        f.fails
          ? `Altered answer: ${failed(f)}${f.cures[0] ? `; ${cured(f, f.cures[0].factor)}` : ''}.`
          : `Altered answer: what answers ${quoted(f.url)} is not the server, its answers come too soon for that.`,
      meaning: () => ['Something that can read the request answers in the server’s place, or changes its answer.'],
      next: (f) => [{ text: 'Use HTTPS: nobody can answer in its place unnoticed.' }, locate(f), capture(f, 'server')],
    },
    'inside-tls': {
      summary: (f) => `Decided inside TLS: ${failed(f)}; ${cured(f, 'host', 'path', 'query', 'method')}.`,
      meaning: () => [
        'What makes the difference is encrypted on the way: the server decides on it, or something that decrypts in front of it (load balancer, WAF, inspecting proxy).',
      ],
      next: (f) => [
        { text: 'Look at the logs of the server, and of what stands in front of it, for this request.' },
        capture(f, 'server'),
      ],
    },
    'needs-server-name': {
      summary: (f) => `The server wants a server name: without one ${failed(f)}; ${cured(f, 'server-name')}.`,
      meaning: () => [
        'Nothing is blocked. A server with many names needs the SNI to choose a certificate, and this one ends connections that have none.',
      ],
      next: () => [{ text: 'Give the name in the URL, or with --sni.' }],
    },
    'server-declines': {
      summary: (f) => `The server declines: ${failed(f)}${f.fails?.detail ? ` (${quoted(f.fails.detail)})` : ''}.`,
      meaning: () => [
        'The connection works, and what answers says no in the protocol’s own words. That is seldom a device on the path.',
      ],
      next: (f) => [{ text: 'Check that the URL fits the server: name, port, HTTP or HTTPS.' }, capture(f, 'client')],
    },
    'packet-loss': {
      summary: (f) =>
        `Packet loss: ${failed(f)}, and harmless connections fare no better (${ofThem(f.control)} answered).`,
      meaning: () => ['Connections fail at random, by silence, and not only this request. That is no block.'],
      next: (f) => [
        {
          text: 'See where on the path packets get lost:',
          command: `mtr -n -r -c 100 -T -P ${f.port} ${quote(f.address)}`,
        },
      ],
    },
    unsteady: {
      summary: (f) =>
        `Unsteady: ${failed(f)}, ${f.given.passed} of ${f.given.tries} were answered; of harmless connections ${ofThem(f.control)}.`,
      meaning: () => [
        'The same request sometimes fails and sometimes does not, so its contents alone do not decide. Several paths or several servers behind one address, of which some are affected, look like this, and so does a device that overlooks some connections.',
      ],
      next: (f) => [again(f, '--rounds 10 --max 60'), capture(f, 'client')],
    },
    'no-address': {
      summary: (f) => `The name ${quoted(f.name)} has no address (${quoted(f.resolveError ?? '')}).`,
      meaning: () => ['No connection could be tried: the resolver gave no address. That is a matter of DNS.'],
      next: (f) => [{ text: 'Ask another resolver:', command: `dig +short ${quote(f.name)} @9.9.9.9` }],
    },
    'cannot-try': {
      summary: (f) =>
        `${f.address} cannot be reached from this machine${f.fails?.detail ? ` (${quoted(f.fails.detail)})` : ''}.`,
      meaning: () => [
        'This machine itself refuses to send: it has no route to that address, or a local rule forbids it.',
      ],
      next: (f) => [{ text: 'Look at the route:', command: `ip route get ${quote(f.address)}` }],
    },
    unknown: {
      summary: (f) =>
        `Not known: ${failed(f)}${f.fails ? `, and ${f.tried.length > 0 ? 'nothing that was changed cures it for certain' : 'nothing was changed yet'}` : ''}.`,
      meaning: (f) =>
        f.cures.length > 0
          ? [
              `What helps is ${f.cures.map(({ variant }) => variantText(variant)).join(', ')}; that alone names no single thing that is blocked.`,
            ]
          : !f.fails
            ? []
            : [
                'The server may end all such connections itself, or be down, or everything to it is blocked: from here these look the same.',
              ],
      next: (f) => [
        locate(f),
        capture(f, 'server'),
        { text: 'Try from another network: what fails there too is the server’s.' },
      ],
    },
  },
  always: {
    chance: (cures) =>
      `What helps: ${cures.map((cure) => `${variantText(cure.variant)} (${ofThem(cure)})`).join('; ')}. That such a difference is chance has a probability of at most ${small(Math.max(...cures.map(({ chance }) => chance)))} (Fisher’s exact test, against the request tried among them).`,
    notTheServer: ({ count, of, endSeconds, roundTripSeconds }) =>
      `${count} of ${of} times it came within ${seconds(endSeconds)} of what set it off; a round trip to the server takes ${seconds(roundTripSeconds)} at least. Something nearer sent it, not the server.`,
    whoIsOpen: () => 'Who does it is not seen from here: a device on the path, or the server itself.',
    residual: ({ failed, of, seconds: span, keepsOut }) =>
      `Residual block: straight after a failure harmless connections fail too (${failed} of ${of})${span ? `, for ${seconds(span.min)} to ${seconds(span.max)}` : ''}. The connections counted here were made when it was over.${keepsOut ? ` ${KEEPS_OUT[keepsOut.by](keepsOut.otherPort)}` : ''}`,
    wrongCertificate: ({ subject, issuer }) =>
      `The certificate is for ${quoted(subject)}, not for the name asked for (issuer ${quoted(issuer)}): a misconfigured server, or somebody who answers in its place.`,
    hints: (names) => `Perhaps it also depends on: ${names.join(', ')}. Too few connections to say.`,
    stopped: {
      connections: 'The limit of connections was reached before the experiment was over (--max).',
      patience: 'A residual block did not end in time: the experiment was broken off (--patience).',
      interrupted: 'Interrupted: this is what is known so far.',
    },
  },
  text: {
    change: 'changed',
    answered: 'past it',
    ends: 'how it ended',
    notComparable: 'not comparable: nothing of the kind there',
    end: (phase, outcome, status, count) =>
      `${outcome === OUTCOME.ok ? outcome : `${outcome} ${phase}`}${status === undefined ? '' : ` (${status})`}${count > 1 ? ` x${count}` : ''}`,
    of: (passed, tries) => `${passed} of ${tries}`,
    connections: (count, span, address) => `${count} connections to ${address} in ${seconds(span)}.`,
    meaning: 'What it means',
    next: 'What next',
    separator: ', ',
  },
  plan: {
    noAddress: (name, why) => `${quoted(name)} has no address (${quoted(why)}): no connection would be made.`,
    title: (url, addresses, most) =>
      `${url} at ${addresses}: at most ${most} connections, one at a time. These, each several times:`,
    connection: (to, says) => `connect to ${to}${says}`,
    says: {
      nothing: ', say nothing, close',
      hello: (name, inTwo) =>
        `; ClientHello ${name === undefined ? 'without a server name' : `for ${quoted(name)}`}${inTwo ? ' in two segments' : ''}`,
      request: (line, host, inTwo) => `; ${line}, Host: ${host}${inTwo ? ', in two segments' : ''}`,
    },
    order:
      'Of the changed ones only those are made that can matter where the request fails. After each failure comes the control.',
    ask: (name) => `Asks the resolver for ${name}.`,
    wait: (span) => `a block from the last failure: waiting ${seconds(span)}`,
    progress: (number, row, end) => `${number}: ${row}: ${end}`,
  },
}

const small = (share: number): string => (share < 0.01 ? `${(share * 100).toPrecision(1)} %` : percent(share))
