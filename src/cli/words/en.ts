import type { CliWords } from './types.js'

export const en: CliWords = {
  titles: { 'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:' },
  usage: '[options] FILE…',
  someOptions: '[options]',
  description: 'Who reset this connection, why, set off by which packet, and where on the path: from a packet capture.',
  files: 'pcap, pcapng, or the text tcpdump prints; also in gzip or zstd; - is standard input',
  view: 'open the result in the browser, or without FILE a page to drop captures on; prints where the page is',
  explain: 'explain a cause, an observation or a kind of finding; without ID, list them all',
  explainId: 'as reports name it, such as blocked-sni or ttl-shift',
  viewEpilogue: `Examples:
  rstrace view client.pcap server.pcap
  rstrace view --anonymize capture.pcapng     a page that can be passed on
  rstrace view                                then drop captures on the page`,
  schema: 'print the JSON Schema of --format json',
  options: {
    read: 'read FILE, as tcpdump users write it; the same as naming it',
    format:
      'text, json (one document), jsonl (a line per finding, then a summary), markdown (for tickets), csv (a row per finding), html (one file to send on) or pcapng (the connections of the findings, for Wireshark); default text',
    only: 'only findings of this origin (client, server, middlebox, unknown), cause or kind; repeatable',
    stream: 'only findings of this connection, numbered as Wireshark numbers tcp.stream; repeatable',
    all: 'show benign resets and every member of a group at full length',
    quiet: 'one sentence per finding, without evidence and advice',
    output: 'write to FILE instead of standard output; for the pcapng of several captures a folder, FOLDER/',
    outputFile: 'write to FILE instead of standard output',
    annotate: 'with --format pcapng: the whole capture, unchanged but for a comment at each packet that convicts',
    keepSecrets: 'with --format pcapng: keep the TLS keys that the capture holds; otherwise they are left out',
    anonymize:
      'addresses, MAC addresses and names as pseudonyms, payload removed; other ones every time, the same verdicts',
    anonymizeKey: 'the same, with pseudonyms that a secret in FILE decides: the same in every run and every capture',
    failOn: 'exit with 1 when there are findings: middlebox (forged), warn (or worse) or error',
    as: 'several files are: rotated (one capture in pieces) or points (captures at different places); default: by their times',
    every: 'of several points, compare every connection packet by packet, not only the suspicious ones',
    dryRun: 'print every connection that would be made, and make none',
    simulate: 'use the path described in FILE instead of the network, in virtual time',
    log: 'write every event to FILE, one JSON object a line',
    textOrJson: 'text or json; default text',
    json: 'the same as --format json',
    lang: 'en or zh; default: from LC_ALL, LC_MESSAGES, LANG',
    color: 'auto, always or never; NO_COLOR and FORCE_COLOR are heeded; default auto',
    noProgress: 'no progress bar for large files',
    noOpen: 'only write the page and print where it is',
    version: 'print the version',
    help: 'print this help',
  },
  epilogue: `Examples:
  rstrace capture.pcapng                      who reset what, and why
  rstrace client.pcap server.pcap             two captures of the same traffic
  rstrace ring.pcap0 ring.pcap1 ring.pcap2    a rotated capture
  tcpdump -i eth0 -w - tcp | rstrace -        answers appear as connections end
  rstrace --only middlebox --format json capture.pcap.gz
  rstrace --format pcapng --annotate -o verdict.pcapng capture.pcap
  rstrace --fail-on middlebox capture.pcap    exit code 1: a reset was forged
  rstrace view capture.pcapng                 the result in the browser
  rstrace --format html -o report.html capture.pcapng
  rstrace --anonymize capture.pcap            a report that can be passed on
  rstrace probe https://www.example.com/      what a failure depends on
  rstrace explain keepalive-race

Exit codes:
  0 analysed   1 findings named by --fail-on   2 wrong usage   3 unreadable file
  4 an experiment cannot be made   70 a fault in rstrace   130 interrupted`,
  shelves: { kinds: 'Kinds of findings:', causes: 'Causes:', evidence: 'Observations:' },

  noFiles: 'no capture file given',
  seeHelp: (command) => `see rstrace ${command ? `${command} ` : ''}--help`,
  complaint: (message, hint) => `${message} (${hint})`,
  didYouMean: (what) => `did you mean ${what}?`,
  unknownOption: (option) => `unknown option ${option}`,
  needsValue: (option) => `${option} needs a value`,
  badValue: (option, value, allowed) => `${option} cannot be '${value}': it is one of ${allowed.join(', ')}`,
  badStream: (value) => `--stream needs a stream number, not '${value}'`,
  badNumber: (option, value, least, most) => `${option} needs a number from ${least} to ${most}, not '${value}'`,
  badWord: (option, value) => `${option} cannot be '${value}': printable ASCII without spaces`,
  badTarget: (text) => `'${text}' is neither a URL nor HOST[:PORT]`,
  queryLost:
    'the values of the query are not in a report: the request is tried without its query (--path gives another)',
  badAddress: (text) => `'${text}' is not an address`,
  targetForms: 'such as https://www.example.com/path, www.example.com, 192.0.2.1:22 or [2001:db8::1]:443',
  tooManyArguments: 'too many arguments',
  missingArgument: (name) => `${name} is missing`,
  optionBefore: (option, command) =>
    `${option} does not go before ${command}: options of a command come after its name`,
  namedTwice: (path) =>
    `${path} is given twice: several files are pieces of one capture, or captures from several places`,
  everyNeedsPoints: '--every compares captures from several places: name two or more',
  noSuchFile: (path) => `${path}: no such file`,
  noSuchOnly: (value) => `--only: '${value}' is no origin, cause or kind of finding`,
  onlyValues: 'origins are client, server, middlebox and unknown; rstrace explain lists the others',
  noSuchPage: (id) => `nothing is called '${id}'`,
  listPages: 'rstrace explain lists all there is',
  outputIsInput: (path) => `${path} is one of the files that are read: it is not overwritten`,
  shortSecret: (path, octets) => `${path}: too short to be a secret, at least ${octets} bytes are needed`,
  wrongIn: (path, why) => `${path}: ${why}`,
  cannotRead: (path, why) => `${path}: cannot be read (${why})`,
  cannotWrite: (path, why) => `${path}: cannot be written (${why})`,
  refusals: {
    EACCES: 'permission denied',
    EISDIR: 'it is a directory',
    ENOENT: 'there is no such folder',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is no folder',
    EPERM: 'not permitted',
    EROFS: 'the file system is read-only',
  },
  unreadable: (name, why, position) => `${name}: ${why}${position > 0 ? ` (at byte ${position})` : ''}`,
  onlyText: (option) => `${option} goes with --format text`,
  onlyPcapng: (option) => `${option} goes with --format pcapng`,
  secretsGo: 'what is anonymised holds no keys: --keep-secrets does not go with --anonymize',
  notToTerminal: 'pcapng is not for a terminal',
  outputOption: 'write it to a file with -o FILE, or pipe it on',
  standardInput: 'standard input',
  readOnce: (name) => `${name} can be read only once, and pcapng output reads it twice`,
  saveFirst: 'save the capture to a file first',
  noPacketsInText: (name) => `${name} is text: it holds no packets that could be written as pcapng`,
  severalCaptures: 'several captures do not fit into one pcapng file',
  nameFolder: 'name a folder, -o FOLDER/, and each gets a file in it',
  noBrowser: 'found nothing to open it with; open that file in a browser',
  bug: (message) =>
    `a fault in rstrace itself: ${message}. Please report it, with what RSTRACE_DEBUG=1 prints; the capture is not needed.`,
}
