/** Numbers as people read them. */

/** A time span in seconds: `0.04 ms`, `26 ms`, `1.04 s`, `900 s`. */
export function seconds(value: number, unit = { ms: ' ms', s: ' s' }): string {
  const size = Math.abs(value)
  if (size >= 1) return `${rounded(value)}${unit.s}`
  return size === 0 ? `0${unit.s}` : `${rounded(value * 1000)}${unit.ms}`
}

/** The same for what is compared with a clock: milliseconds count in it however large it is. */
export const clockTime = (value: number, unit = { ms: ' ms', s: ' s' }): string =>
  value >= 1 ? `${Number(value.toFixed(3))}${unit.s}` : seconds(value, unit)

/** Two significant digits or more, without trailing zeros. */
function rounded(value: number): string {
  const size = Math.abs(value)
  if (size >= 10) return String(size >= 100 || size % 1 < 0.05 ? Math.round(value) : Number(value.toFixed(1)))
  if (size >= 0.1) return String(Number(value.toFixed(2)))
  return String(Number(value.toPrecision(1)))
}

/** Bytes given as `47 45 54`, with the text that they are where they are one: `47 45 54 "GET"`. */
export function shownBytes(digits: string): string {
  const text = digits
    .split(' ')
    .map((pair) => Number.parseInt(pair, 16))
    .map((byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x22 ? String.fromCharCode(byte) : '.'))
    .join('')
  return /^\.+$/.test(text) ? digits : `${digits} "${text}"`
}

export const hexadecimal = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`

export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** Long lists are cut: the first few say what the rest is like. */
export function few<T>(items: readonly T[], most = 6): string {
  const shown = items.slice(0, most).join(', ')
  return items.length > most ? `${shown}, …` : shown
}

/** An address and port as one word. */
export function endpoint({ address, port }: { address: string; port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** A name from the capture inside a sentence: in quotation marks unless it looks like a host name. */
export function quoted(name: string): string {
  return /^[\w.-]{1,253}$/.test(name) ? name : `"${name.replaceAll('"', "'")}"`
}
