import type { PageWords } from './types.js'

export const en: PageWords = {
  question: 'Who reset this connection?',
  purpose:
    'rstrace reads a packet capture and says who sent a TCP reset, why, which packet set it off and where on the path the sender sits.',
  privacy: 'It runs in this page. Nothing is uploaded: the page is not allowed to reach any network.',
  drop: 'Drop captures here',
  dropHint: 'or paste what tcpdump printed',
  dropNow: 'Let go to read them',
  choose: 'Choose files…',
  example: 'Try an example',
  formats:
    'pcap, pcapng or the text tcpdump prints; also in gzip or zstd. Two captures of the same traffic, taken at different places, decide most.',
  title: 'rstrace: who reset this connection?',

  reading: (names) => `Reading ${names.length > 3 ? `${names.length} captures` : names.join(', ')}`,
  progress: (percent, read, total) => `${percent} %: ${read} of ${total}`,
  judging: 'All read. Judging the connections in which something went wrong.',
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  done: (n) => (n === 0 ? 'Done: no findings.' : `Done: ${n} ${n === 1 ? 'finding' : 'findings'}.`),
  fault: (message) => `A fault in rstrace itself: ${message}. Please report it; the capture is not needed.`,
  startAgain: 'Start again',
  atByte: (position) => ` (at byte ${position})`,
  unreadable: 'Could not be read',

  open: 'Open captures',
  save: 'Save report',
  print: 'Print',
  help: 'Keys',
  otherLanguage: '中文',
  theme: { system: 'System colours', light: 'Light', dark: 'Dark' },
  reportMade: (version) => `Report made with rstrace ${version}`,

  about: (n, places) => `${n === 1 ? 'The capture' : `The ${n} captures`}: taken ${places.join(', ')}`,
  at: { client: 'at the client', server: 'at the server', middle: 'on the path', unknown: 'at an unknown place' },
  captures: (n) => (n === 1 ? 'Capture' : 'Captures'),
  packets: (n) => `${n} ${n === 1 ? 'packet' : 'packets'}`,
  as: 'These files are',
  asChoices: { times: 'told by their times', rotated: 'one capture in pieces', points: 'captures at different places' },
  patterns: 'Across connections',
  showFindings: (n) => `Show ${n === 1 ? 'the finding' : `these ${n} findings`}`,

  morePatterns: (n) => `${n} more`,

  findings: 'Findings',
  filter: 'Filter by name, address, cause',
  filterHint: 'name, address, port, cause',
  anyone: 'sent by anyone',
  anyCause: 'any cause',
  cause: 'Cause',
  clear: 'Clear the filter',
  shown: (shown, all) =>
    shown === all ? `${all} ${all === 1 ? 'finding' : 'findings'}` : `${shown} of ${all} findings`,
  noneShown: 'No finding fits the filter.',
  noFindings: 'Nothing went wrong in what was captured.',
  alike: (n, open) => (open ? `Fold ${n} more like it` : `${n} more like it`),
  harmless: (n) => `Harmless (${n})`,
  omitted: (n) => `${n} less serious ${n === 1 ? 'finding is' : 'findings are'} left out of this report for its size.`,

  finding: (id) => `Finding ${id}`,
  back: 'All findings',
  choosePrompt: 'Choose a finding to see what it rests on.',
  noSuchFinding: (id) => `There is no finding ${id}.`,
  loading: 'Fetching the finding…',

  who: { client: 'the client', server: 'the server', middlebox: 'a device on the path', unknown: 'undecided' },
  hops: (range, from) => `${range} hops from the ${from}`,
  side: {
    client: 'on the client’s side',
    middle: 'in the middle of the path',
    server: 'on the server’s side',
    unknown: 'place unknown',
  },

  keys: 'Keys',
  keyList: [
    { keys: ['j', '↓'], does: 'next finding' },
    { keys: ['k', '↑'], does: 'previous finding' },
    { keys: ['Home', 'End'], does: 'first and last finding' },
    { keys: ['Enter'], does: 'open the finding' },
    { keys: ['Esc'], does: 'back to the list; clear the filter' },
    { keys: ['/'], does: 'filter' },
    { keys: ['?'], does: 'these keys' },
  ],
  close: 'Close',
  printed: (shown, all) => `The ${shown} most serious of ${all} findings are printed.`,
}
