import type { ProbeCommandWords } from './types.js'

export const en: ProbeCommandWords = {
  description: 'find out what a failure depends on: connections that differ from the request in one thing each',
  target: 'URL, or HOST[:PORT]: port 443 speaks TLS, 80 HTTP, others are only connected to',
  options: {
    sni: 'server name in the ClientHello instead of the host’s; none for none',
    host: 'Host field instead of the URL’s',
    path: 'path and query instead of the URL’s',
    method: 'method of the request; default GET',
    address: 'connect to this address instead of asking the resolver; repeatable',
    neutral:
      'harmless name for the control and for comparison; it is sent to your server only; default www.example.com',
    expect: 'the answer must contain TEXT; one without it counts as altered',
    rounds: 'how often each change that seems to help is tried again, 1 to 15; default 5',
    max: 'connections in all, 5 to 60; default 60',
    pace: 'seconds between connections, 0.1 to 60; default 0.5',
    timeout: 'seconds to wait in each phase, 0.5 to 60; default 5',
    patience: 'seconds to wait for a residual block to end, 5 to 3600; default 200',
    residual:
      'when there is a residual block, set it off once more and measure how long it lasts and what it keeps out',
    fromCapture: 'take the request from a finding of this capture, and compare both',
    finding: 'which finding, by its number; default: the only one that is not harmless',
    seed: 'number that decides the random order; default: another one each time',
  },
  epilogue: `How it works:
  First it sees whether the request fails, and where: at the SYN, after the ClientHello, after the request. Then it varies what can matter there, one thing at a time: address (the other addresses of the name), port, TLS, server name, Host, path, query, method, one segment or two. What seems to help is tried again in random order among the request itself, and counts only if chance is excluded (at most 1 %). After each failure comes a harmless control; while controls fail that worked before, everything waits.

What it does to the network:
  Ordinary client connections, to the names and addresses you gave and no others: one at a time, paced, 60 at most. It forges nothing and gets around nothing. The resolver is asked for your name only; the neutral name is never looked up, it only travels inside connections to your server. Probe what you may probe.

Limits:
  It sees what an ordinary program sees: no hop limits, no IP IDs. Who sends a reset it knows only when it comes too soon to be the server's; rstrace locate counts hops. A block that strikes now and then needs more rounds. Certificates are reported, not verified. UDP and QUIC are not probed. A POST found in a capture is tried as GET, without its query's values, which reports do not hold.

Examples:
  rstrace probe https://www.example.com/
  rstrace probe www.example.com:443 --sni other.example.org
  rstrace probe 'http://www.example.com/a?q=word' --json
  rstrace probe --from-capture client.pcap --finding 1
  rstrace probe https://www.example.com/ --dry-run
  rstrace probe https://www.blocked.test/ --simulate test/paths/sni-in-path.path

Exit codes:
  0 done, whatever was found   2 wrong usage   3 unreadable capture   4 nothing could be tried   130 interrupted`,

  noTarget: 'no URL or host given',
  findingNeedsCapture: '--finding needs --from-capture',
  chooseFinding: (file, ids) => `${file} has several findings: choose one with --finding (${ids.join(', ')})`,
  noFinding: (file) => `${file} has no finding to take a request from`,
  noSuchFinding: (file, id) => `${file} has no finding ${id}`,
}
