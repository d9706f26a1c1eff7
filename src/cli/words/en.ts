import type { CliWords } from './types.js'

export const en: CliWords = {
  titles: { 'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:' },
  usage: '[options] FILE…',
  description: 'Who reset this connection, why, set off by which packet, and where on the path: from a packet capture.',
  files: 'pcap, pcapng, or the text tcpdump prints; also in gzip or zstd; - is standard input',
  explain: 'explain a cause, an observation or a kind of finding; without ID, list them all',
  explainId: 'as reports name it, such as blocked-sni or ttl-shift',
  schema: 'print the JSON Schema of --format json',
  options: {
    read: 'read FILE, as tcpdump users write it; the same as naming it',
    format: 'text, json (one document) or jsonl (a line per finding, then a summary); default text',
    only: 'only findings of this origin (client, server, middlebox, unknown), cause or kind; repeatable',
    stream: 'only findings of this connection, numbered as Wireshark numbers tcp.stream; repeatable',
    all: 'show benign resets and every member of a group at full length',
    quiet: 'one sentence per finding, without evidence and advice',
    output: 'write to FILE instead of standard output',
    failOn: 'exit with 1 when there are findings: middlebox (forged), warn (or worse) or error',
    as: 'several files are: rotated (one capture in pieces) or points (captures at different places); default: by their times',
    every: 'of several points, compare every connection packet by packet, not only the suspicious ones',
    lang: 'en or zh; default: from LC_ALL, LC_MESSAGES, LANG',
    color: 'auto, always or never; NO_COLOR and FORCE_COLOR are heeded; default auto',
    noProgress: 'no progress bar for large files',
    version: 'print the version',
    help: 'print this help',
  },
  epilogue: `Examples:
  rstrace capture.pcapng                      who reset what, and why
  rstrace client.pcap server.pcap             two captures of the same traffic
  rstrace ring.pcap0 ring.pcap1 ring.pcap2    a rotated capture
  tcpdump -i eth0 -w - tcp | rstrace -        answers appear as connections end
  rstrace --only middlebox --format json capture.pcap.gz
  rstrace --fail-on middlebox capture.pcap    for scripts: exit code 1 when a reset was forged
  rstrace explain keepalive-race

Exit codes:
  0 analysed   1 findings named by --fail-on   2 wrong usage   3 unreadable file   130 interrupted`,
  shelves: { kinds: 'Kinds of findings:', causes: 'Causes:', evidence: 'Observations:' },

  noFiles: 'no capture file given',
  seeHelp: 'see rstrace --help',
  didYouMean: (what) => `did you mean ${what}?`,
  unknownOption: (option) => `unknown option ${option}`,
  needsValue: (option) => `${option} needs a value`,
  badValue: (option, value, allowed) => `${option} cannot be '${value}': it is one of ${allowed.join(', ')}`,
  badStream: (value) => `--stream needs a stream number, not '${value}'`,
  tooManyArguments: 'too many arguments',
  noSuchFile: (path) => `${path}: no such file`,
  noSuchOnly: (value) => `--only: '${value}' is no origin, cause or kind of finding`,
  onlyValues: 'origins are client, server, middlebox and unknown; rstrace explain lists the others',
  noSuchPage: (id) => `nothing is called '${id}'`,
  listPages: 'rstrace explain lists all there is',
  outputIsInput: (path) => `${path} is one of the captures: it is not overwritten`,
  cannotWrite: (path, why) => `${path}: cannot be written (${why})`,
  atByte: (position) => ` (at byte ${position})`,
  bug: (message) =>
    `a fault in rstrace itself: ${message}. Please report it, with what RSTRACE_DEBUG=1 prints; the capture is not needed.`,
}
