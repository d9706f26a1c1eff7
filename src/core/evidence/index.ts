/** The list of observations. A new one is a file, a line here, its words, its page and its story. */
import { bothWays } from './both-ways.js'
import { burst } from './burst.js'
import { challenge } from './challenge.js'
import { contentMet } from './content.js'
import { countedFields } from './counted-fields.js'
import type { Noted, Observation } from './define.js'
import { direction } from './direction.js'
import { dontFragment } from './dont-fragment.js'
import { expected } from './expected.js'
import { flowLabel } from './flow-label.js'
import { foreknowledge } from './foreknowledge.js'
import { ipId } from './ip-id.js'
import { ipIdCopy } from './ip-id-copy.js'
import { sequenceLadder } from './ladder.js'
import { lifeAfterReset } from './life-after-reset.js'
import { macAddress } from './mac-address.js'
import { noHops } from './no-hops.js'
import { oddBits } from './odd-bits.js'
import { otherCapture } from './other-capture.js'
import { payload } from './payload.js'
import { rstForm } from './rst-form.js'
import { sameDevice } from './same-device.js'
import { secondAnswer } from './second-answer.js'
import { sharedCounter } from './shared-counter.js'
import { timestamps } from './timestamps.js'
import { timing } from './timing.js'
import { trafficClass } from './traffic-class.js'
import { ttlShift } from './ttl-shift.js'
import { ttlVariation } from './ttl-variation.js'
import { vlan } from './vlan.js'
import { resetWindow } from './window.js'

export const observations = [
  ttlShift,
  ttlVariation,
  noHops,
  ipId,
  ipIdCopy,
  sharedCounter,
  dontFragment,
  timing,
  foreknowledge,
  lifeAfterReset,
  secondAnswer,
  bothWays,
  challenge,
  burst,
  sequenceLadder,
  countedFields,
  rstForm,
  resetWindow,
  timestamps,
  trafficClass,
  flowLabel,
  oddBits,
  payload,
  macAddress,
  vlan,
  direction,
  otherCapture,
  sameDevice,
  contentMet,
  expected,
] as const

/** Those that may be asked of any packet. */
export const packetObservations = observations.filter((each) => each.about === 'packet')

type Listed = (typeof observations)[number]
export type ObservationId = Listed['id']
/** What an observation's words are made from. */
export type FactsOf<Id extends ObservationId> =
  Extract<Listed, { id: Id }> extends Observation<Id, infer Facts> ? Facts : never

export type { Noted }
