/**
 * The other capture of the same connection. A packet that arrives here and was never sent there, on the side of the end
 * that it claims to come from, was made between the two: nothing else decides so plainly.
 */
import type { Side } from '../casefile/model.js'
import { pairToward } from '../casefile/pair.js'
import type { PacketContext } from './context.js'
import { defineObservation, type Noted } from './define.js'

/** Which of its weights an observation of this kind noted, the frame there that is the same packet, and whose it claims to be. */
export interface OtherCaptureFacts {
  rule: Rule
  /** 0 where there is none. */
  there: number
  side: Side
}

type Rule =
  | 'sent-there'
  | 'passed-there'
  | 'never-sent'
  | 'never-seen'
  | 'never-sent-nearer'
  | 'not-this-host'
  | 'not-from-host'
  | 'nothing-there'

export const otherCapture = defineObservation({
  id: 'other-capture',
  family: 'other-capture',
  about: 'packet',
  observe({ file, packet, accused, receiver }: PacketContext): Noted<OtherCaptureFacts> | undefined {
    const note = (who: 'end' | 'middlebox', rule: Rule, there = 0, side = accused) => ({
      for: who,
      weight: rule,
      frames: [packet.frame],
      facts: { rule, there, side },
    })
    // Past this point first, then past one farther on: nothing between the two made it.
    const farther = pairToward(file, receiver)?.counterparts.get(packet.frame)
    // The other point must be nearer to the accused end: only past it would its packets have come.
    const pair = pairToward(file, accused)
    // It may have been empty for want of traffic or for a wrong filter: a hint, and for what was sent here not even that.
    if (!pair && file.nothingThere && file.vantage.at !== accused) return note('middlebox', 'nothing-there')
    if (!pair) return farther === undefined ? undefined : note('end', 'passed-there', farther, receiver)
    const there = pair.counterparts.get(packet.frame) ?? pair.elsewhereThere.get(packet.frame)
    if (there !== undefined) return note('end', pair.otherIsAtEnd ? 'sent-there' : 'passed-there', there)
    if (pair.missingThere.has(packet.frame)) return note('middlebox', 'never-sent')
    const kind = pair.notFromHost.get(packet.frame)
    if (kind) return note('middlebox', NOT_FROM_HOST[kind])
    return pair.perhapsMissingThere?.has(packet.frame) ? note('middlebox', 'never-seen') : undefined
  },
})

const NOT_FROM_HOST = { nearer: 'never-sent-nearer', alike: 'not-this-host', unasked: 'not-from-host' } as const
