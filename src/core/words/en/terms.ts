/** Small turns of phrase that the English words share. */
import type { Scene } from '../types.js'

export const ttl = ({ ipVersion }: Pick<Scene, 'ipVersion'>): string => (ipVersion === 6 ? 'hop limit' : 'TTL')

/** `1 connection`, `3 connections`. */
export const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export function list(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}

export const frames = (numbers: readonly string[]): string =>
  `${numbers.length === 1 ? 'frame' : 'frames'} ${list(numbers)}`

/** Names of the bits beside RST and ACK (RFC 9293 §3.1). */
export function bits(flags: number): string {
  const names: [number, string][] = [
    [0x20, 'URG'],
    [0x40, 'ECE'],
    [0x80, 'CWR'],
    [0xe00, 'reserved bits'],
  ]
  return list(names.filter(([bit]) => flags & bit).map(([, name]) => name))
}
