import type { HopEstimate, Place } from '../../verdict/place.js'
import { seconds } from '../format.js'
import type { Scene, Words } from '../types.js'
import { list, many, ttl } from './terms.js'

export const effect: Words['effect'] = {
  closed: (receiver) => `the ${receiver} accepted it`,
  ignored: (receiver) => `the ${receiver} ignored it`,
  unknown: (receiver) => `whether the ${receiver} accepted it is not seen`,
}

export function place(found: Place, scene: Scene): string {
  if (found.why === 'end') return `At the ${found.side} itself${away(found)}.`
  if (found.why === 'nothing' && !found.secondsFromCapture) return 'Not known: there is nothing to estimate it from.'
  const parts = [hops(found, scene), time(found), side(found)]
  return parts.filter((part) => part !== '').join(' ')
}

const hopsFrom = ({ best, min, max }: HopEstimate, end: string): string =>
  `${many(best, 'hop')}${min === max ? '' : ` (${min} to ${max})`} from the ${end}`

function away({ side, hopsFromClient, hopsFromServer }: Place): string {
  const other = side === 'client' ? hopsFromServer : hopsFromClient
  return other && other.best > 0 ? `, ${hopsFrom(other, side === 'client' ? 'server' : 'client')}` : ''
}

function hops({ why, hopsFromClient, hopsFromServer }: Place, scene: Scene): string {
  if (why === 'random-hop-limit') return `No hops can be counted: the ${ttl(scene)} changes from reset to reset.`
  if (why === 'copied-hop-limit')
    return `No hops can be counted: the ${ttl(scene)} was copied from the packet that set it off.`
  if (why === 'borrowed-hop-limit')
    return `No hops can be counted: the ${ttl(scene)} is that of the ${scene.accused}'s own packets, so the device copies it or sits beside the ${scene.accused}.`
  if (why === 'unusual-hop-limit') return `No hops can be counted: the ${ttl(scene)} starts from an unusual value.`
  const known = [
    ...(hopsFromClient ? [hopsFrom(hopsFromClient, 'client')] : []),
    ...(hopsFromServer ? [hopsFrom(hopsFromServer, 'server')] : []),
  ]
  return known.length > 0 ? `About ${list(known)}.` : ''
}

const time = ({ secondsFromCapture: s }: Place): string =>
  s ? `At most ${seconds(s.max)} (there and back) from the capture point.` : ''

const side = (found: Place): string =>
  found.side === 'unknown'
    ? ''
    : found.side === 'middle'
      ? 'In the middle of the path.'
      : `On the ${found.side}'s part of the path.`
