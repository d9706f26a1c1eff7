/** Octets as text. */

/** Octets in one call of `String.fromCharCode`, whose arguments lie on the stack. */
const CHUNK = 4096

/** One character for each octet (ISO 8859-1): nothing is lost, and equal text is equal octets. */
export function latin1Text(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    // `apply` takes a typed array as it is; spreading one walks it with an iterator.
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[])
  }
  return text
}

const PAIRS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'))

/** Two hexadecimal digits for each octet: `47 45 54`, or `474554` with nothing between. */
export const hexDigits = (bytes: Uint8Array, between = ' '): string =>
  Array.from(bytes, (octet) => PAIRS[octet]).join(between)

/** Without control characters (C0, DEL, C1), which could steer a terminal, and not longer than `max`. */
export const printable = (text: string, max: number): string => text.replace(/[\x00-\x1f\x7f-\x9f]/g, '').slice(0, max)
