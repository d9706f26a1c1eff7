const CHUNK = 4096
const REPLACEMENT = 0xfffd

/** Text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD (RFC 3629 §3). The core has no `TextDecoder` to rely on. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const parts: string[] = []
  let codes: number[] = []
  for (let at = start; at < end; ) {
    const length = sequenceLength(bytes[at])
    const code = length === 1 ? bytes[at] : decodeSequence(bytes, at, length, end)
    codes.push(code)
    at += code === REPLACEMENT ? 1 : length
    if (codes.length === CHUNK) {
      parts.push(String.fromCodePoint(...codes))
      codes = []
    }
  }
  parts.push(String.fromCodePoint(...codes))
  return parts.join('')
}

/** UTF-8 bytes of a text, cut after the last character that fits into `limit` of them. */
export function encodeUtf8(text: string, limit = Number.MAX_SAFE_INTEGER): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? REPLACEMENT
    const encoded = encodeCode(code >= 0xd800 && code < 0xe000 ? REPLACEMENT : code)
    if (bytes.length + encoded.length > limit) break
    bytes.push(...encoded)
  }
  return Uint8Array.from(bytes)
}

/** RFC 3629 §3: six bits in each byte behind the first, whose highest bits say how many there are. */
function encodeCode(code: number): number[] {
  if (code < 0x80) return [code]
  const last = 0x80 | (code & 0x3f)
  if (code < 0x800) return [0xc0 | (code >> 6), last]
  const middle = 0x80 | ((code >> 6) & 0x3f)
  if (code < 0x10000) return [0xe0 | (code >> 12), middle, last]
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), middle, last]
}

/** Text of UTF-16 (what PowerShell redirects to) when a byte order mark says so, else of UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 0)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 1)
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return decodeUtf8(bytes, mark ? 3 : 0)
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

function decodeSequence(bytes: Uint8Array, at: number, length: number, end: number): number {
  const lead = bytes[at]
  if (lead < 0xc2 || lead > 0xf4 || end - at < length) return REPLACEMENT
  let code = lead & (0x7f >> length)
  for (let i = 1; i < length; i++) {
    if ((bytes[at + i] & 0xc0) !== 0x80) return REPLACEMENT
    code = (code << 6) | (bytes[at + i] & 0x3f)
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000
  const surrogate = code >= 0xd800 && code < 0xe000
  return code < least || code > 0x10ffff || surrogate ? REPLACEMENT : code
}

/** @param big 1 when the high byte comes first, else 0 */
function decodeUtf16(bytes: Uint8Array, big: 0 | 1): string {
  const parts: string[] = []
  for (let at = 2; at + 1 < bytes.length; at += 2 * CHUNK) {
    const units: number[] = []
    for (let i = at; i + 1 < Math.min(bytes.length, at + 2 * CHUNK); i += 2)
      units.push((bytes[i + 1 - big] << 8) | bytes[i + big])
    parts.push(String.fromCharCode(...units))
  }
  return parts.join('')
}
