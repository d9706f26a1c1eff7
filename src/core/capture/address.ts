/** The four or sixteen bytes of an address; `undefined` when the text is not one. */
export function addressBytes(text: string): Uint8Array | undefined {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text)
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  const parts = match?.slice(1).map(Number)
  return parts?.every((part) => part < 256) ? Uint8Array.from(parts) : undefined
}

/** RFC 4291 §2.2, the dotted form included; a zone (`%eth0`) is left out. */
function ipv6Bytes(text: string): Uint8Array | undefined {
  const halves = text.replace(/%.*$/, '').split('::')
  const [head, tail] = halves.map(groupBytes)
  if (halves.length > 2 || !head || (halves.length === 2 && !tail)) return undefined
  const length = head.length + (tail?.length ?? 0)
  if (halves.length === 1 ? length !== 16 : length > 14) return undefined
  const bytes = new Uint8Array(16)
  bytes.set(head)
  if (tail) bytes.set(tail, 16 - tail.length)
  return bytes
}

function groupBytes(text: string): number[] | undefined {
  const bytes: number[] = []
  for (const group of text === '' ? [] : text.split(':')) {
    const dotted = ipv4Bytes(group)
    if (dotted) bytes.push(...dotted)
    else if (/^[\da-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255)
    else return undefined
  }
  return bytes
}
