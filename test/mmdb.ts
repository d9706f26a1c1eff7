/** A database in MaxMind's format (https://maxmind.github.io/MaxMind-DB/) that knows one thing of 128.0.0.0/1. */

type Value = string | number | { [key: string]: Value }

const TYPE = { string: 2, uint32: 6, map: 7 } as const

/** Control byte: type and size. Sizes from 29 on take a further byte. */
function control(type: number, size: number): number[] {
  return size < 29 ? [(type << 5) | size] : [(type << 5) | 29, size - 29]
}

function encoded(value: Value): number[] {
  if (typeof value === 'string') {
    const bytes = [...new TextEncoder().encode(value)]
    return [...control(TYPE.string, bytes.length), ...bytes]
  }
  if (typeof value === 'number')
    return [...control(TYPE.uint32, 4), value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]
  const entries = Object.entries(value)
  return [...control(TYPE.map, entries.length), ...entries.flatMap(([key, one]) => [...encoded(key), ...encoded(one)])]
}

/** One node: its left record says "not found", its right one leads to the data. Behind it 16 zeros, the data, and what describes the file. */
export function database(value: Value): Uint8Array {
  const metadata = { node_count: 1, record_size: 24, ip_version: 4, database_type: 'Test', build_epoch: 0 }
  const nothing = [0, 0, 1]
  const toData = [0, 0, 1 + 16]
  const marker = [0xab, 0xcd, 0xef, ...new TextEncoder().encode('MaxMind.com')]
  return Uint8Array.from([
    ...nothing,
    ...toData,
    ...Array(16).fill(0),
    ...encoded(value),
    ...marker,
    ...encoded(metadata),
  ])
}
