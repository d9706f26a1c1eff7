/** What a report did not get right, in words: one line a fault. */
import { basename } from 'node:path'
import type { Scored } from './accuracy-tables.js'
import { isHidden, type Judged } from './score.js'
import { filesOf } from './sets.js'

export function missesOf({ truth, failed, alarms, missingKinds, judged }: Scored): string[] {
  const name = filesOf(truth)
    .map((file) => basename(file))
    .join(' + ')
  return [
    ...(failed ? [`${name}: ${failed}`] : []),
    ...(alarms > 0 ? [`${name}: ${alarms} finding(s) above info where all is well`] : []),
    ...missingKinds.map((kind) => `${name}: no finding of kind ${kind}`),
    ...judged.flatMap((j) => lineOf(j, name)),
  ]
}

function lineOf(judged: Judged, name: string): string[] {
  const { label } = judged
  const words = faultsOf(judged)
  const which = label.capture ? ' of the second' : ''
  return words.length > 0 ? [`${name} frame ${label.frame}${which}: ${words.join('; ')}  [${label.why}]`] : []
}

function faultsOf(j: Judged): string[] {
  if (!j.found) return ['not found']
  const { label } = j
  const hidden = isHidden(j) ? ' (hidden)' : ''
  return [
    ...(j.origin !== 'right' ? [`origin ${j.who}, is ${label.origin}${hidden}`] : []),
    ...(j.cause === false ? [`cause ${j.gotCause}, is ${label.cause?.join('|')}`] : []),
    ...(j.trigger === false ? [`trigger is frame ${label.trigger}`] : []),
    ...hopFault(j),
  ]
}

function hopFault({ hopError = 0 }: Judged): string[] {
  if (hopError === Number.POSITIVE_INFINITY) return ['no hops given']
  return hopError > 1 ? [`hops off by ${hopError}`] : []
}
