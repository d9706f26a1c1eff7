/** TCP flags for people. */
const NAMES: Record<string, string> = {
  S: 'SYN',
  F: 'FIN',
  R: 'RST',
  P: 'PSH',
  '.': 'ACK',
  U: 'URG',
  E: 'ECE',
  W: 'CWR',
}

/** tcpdump's letters as names: `S.` is `SYN, ACK`. */
export const flagNames = (letters: string): string =>
  letters === 'none' ? '–' : [...letters].map((letter) => NAMES[letter] ?? letter).join(', ')
