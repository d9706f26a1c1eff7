/** Small turns of phrase that the Chinese words share. */
import type { Side } from '../../casefile/model.js'
import { seconds } from '../format.js'
import type { Scene } from '../types.js'

export const ttl = ({ ipVersion }: Pick<Scene, 'ipVersion'>): string => (ipVersion === 6 ? 'Hop Limit' : 'TTL')

export const SIDE: Record<Side, string> = { client: '客户端', server: '服务端' }

export function list(items: readonly string[], word = '和'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join('、')}${word}${items.at(-1)}`
}

export const frames = (numbers: readonly string[]): string => `${list(numbers, ' 和 ')} 号包`

/** Names of the bits beside RST and ACK (RFC 9293 §3.1). */
export function bits(flags: number): string {
  const names: [number, string][] = [
    [0x20, 'URG'],
    [0x40, 'ECE'],
    [0x80, 'CWR'],
    [0xe00, '保留位'],
  ]
  return list(
    names.filter(([bit]) => flags & bit).map(([, name]) => name),
    '、',
  )
}

export const UNITS = { ms: ' 毫秒', s: ' 秒' }
export const time = (value: number): string => seconds(value, UNITS)

/** A blank between what stands before and a Latin word, none before Chinese. */
export const joined = (before: string, text: string): string =>
  /^[\x21-\x7e]/.test(text) ? `${before} ${text}` : `${before}${text}`

/** Chinese with names in it: a blank on either side of each, unless the name itself is Chinese there. */
export const around = (parts: TemplateStringsArray, ...names: string[]): string =>
  String.raw({ raw: parts }, ...names.map((name) => `\0${name}\0`))
    .replace(MEETS_CHINESE, ' ')
    .replaceAll('\0', '')

/** The edge of a name that is not Chinese, against Chinese. */
const MEETS_CHINESE =
  /(?<=\p{Script=Han})\0(?=[^\0\p{Script=Han}，。：；、（）])|(?<=[^\0\p{Script=Han}，。：；、（）])\0(?=\p{Script=Han})/gu

/** Long lists are cut: the first few say what the rest is like. */
export const few = (items: readonly (string | number)[], most = 6): string =>
  `${items.slice(0, most).join('、')}${items.length > most ? '……' : ''}`

/** A name from the capture: in quotation marks unless it looks like a host name. */
export const quoted = (name: string): string =>
  /^[\w.-]{1,253}$/.test(name) ? name : `“${name.replace(/[“”]/g, "'")}”`
