/**
 * Text from a capture is whatever somebody sent. Before it goes into a report it loses what could steer a terminal,
 * reorder a line or hide in it: escape sequences (ECMA-48 §5.4), control characters, bidirectional controls (UAX #9)
 * and other invisible format characters.
 */
const ESCAPE_SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const LONGEST = 300

export function clean(text: string, longest = LONGEST): string {
  const seen = text
    .slice(0, 4 * longest)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(UNSEEN, '')
  return seen.length > longest ? `${seen.slice(0, longest)}…` : seen
}

/** The facts of a cause or an observation with every text in them cleaned. */
export function cleanFacts<Facts extends object>(facts: Facts): Facts {
  const cleaned = { ...facts } as Record<string, unknown>
  for (const key in cleaned) {
    const value = cleaned[key]
    if (typeof value === 'string') cleaned[key] = clean(value)
  }
  return cleaned as Facts
}
