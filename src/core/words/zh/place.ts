import type { HopEstimate, Place } from '../../verdict/place.js'
import type { Scene, Words } from '../types.js'
import { list, SIDE, time, ttl } from './terms.js'

export const effect: Words['effect'] = {
  closed: (receiver) => `${SIDE[receiver]}接受了它`,
  ignored: (receiver) => `${SIDE[receiver]}忽略了它`,
  unknown: (receiver) => `${SIDE[receiver]}是否接受了它，看不出来`,
}

export function place(found: Place, scene: Scene): string {
  if (found.why === 'end') return `就在${SIDE[scene.accused]}${away(found)}。`
  if (found.why === 'nothing' && !found.secondsFromCapture) return '不清楚：没有可供估算的依据。'
  return [hops(found, scene), within(found), side(found)].filter((part) => part !== '').join('')
}

const hopsFrom = ({ best, min, max }: HopEstimate, end: string): string =>
  `距${end} ${best} 跳${min === max ? '' : `（${min} 到 ${max}）`}`

function away({ side, hopsFromClient, hopsFromServer }: Place): string {
  const other = side === 'client' ? hopsFromServer : hopsFromClient
  return other && other.best > 0 ? `，${hopsFrom(other, side === 'client' ? SIDE.server : SIDE.client)}` : ''
}

function hops({ why, hopsFromClient, hopsFromServer }: Place, scene: Scene): string {
  if (why === 'random-hop-limit') return `算不出跳数：各个 RST 的 ${ttl(scene)} 不一样。`
  if (why === 'copied-hop-limit') return `算不出跳数：${ttl(scene)} 是照抄触发报文的。`
  if (why === 'borrowed-hop-limit')
    return `算不出跳数：${ttl(scene)} 与${SIDE[scene.accused]}自己的报文一样，设备是照抄的，或者就在${SIDE[scene.accused]}旁边。`
  if (why === 'unusual-hop-limit') return `算不出跳数：${ttl(scene)} 的初始值不常见。`
  const known = [
    ...(hopsFromClient ? [hopsFrom(hopsFromClient, SIDE.client)] : []),
    ...(hopsFromServer ? [hopsFrom(hopsFromServer, SIDE.server)] : []),
  ]
  return known.length > 0 ? `大约${list(known, '、')}。` : ''
}

const within = ({ secondsFromCapture: s }: Place): string => (s ? `距抓包点往返不超过 ${time(s.max)}。` : '')

const side = (found: Place): string =>
  found.side === 'unknown' ? '' : found.side === 'middle' ? '在路径中段。' : `在靠近${SIDE[found.side]}的一段。`
