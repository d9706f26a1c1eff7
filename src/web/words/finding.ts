/** What the view of one finding says itself, once per language; a sentence that is missing in one does not compile. */
import type { FindingKind, TriggerKind, Who } from '../../core/report/model.js'
import type { Language, Words } from '../../core/words/index.js'
import { findingEn } from './finding-en.js'
import { findingZh } from './finding-zh.js'

type End = 'client' | 'server'

export interface FindingWords {
  /** What is asked of a finding. */
  question: Record<'who' | 'why' | 'what' | 'trigger' | 'effect' | 'where', string>
  /** Who made its packets. */
  made: Record<Who, string>
  end: Record<End, string>
  trigger: Record<TriggerKind, string>
  /** Before the less likely answers. */
  otherwise: string
  separator: string
  frame(number: number): string
  frameIn(number: number, capture: string): string
  /** Goes on behind it: the same packet in another capture. */
  alsoSeen(number: number, capture: string): string
  /** Around the frame of a trigger, and before those that fit as well. */
  atFrame: string
  orFrames: string
  afterFrames: string
  /** Name of an observation with a capital letter where the language has them. */
  observation(id: string, said: Words): string
  duration(seconds: number): string

  path: {
    /** What the drawing shows. */
    alt(client: string, server: string): string
    /** At the place where the finding's packets were made. */
    made: Record<FindingKind, string>
    hops(best: number, min: number, max: number): string
    within(seconds: number): string
    /** `exact`: it stands where it is drawn, and not just somewhere between the ends. */
    capture(name: string, exact: boolean): string
  }

  ladder: {
    title: string
    caption: string
    column: Record<
      | 'frame'
      | 'time'
      | 'direction'
      | 'flags'
      | 'seq'
      | 'ack'
      | 'length'
      | 'window'
      | 'hopLimit'
      | 'ipId'
      | 'there'
      | 'note',
      string
    >
    /** In IPv6. */
    hopLimit6: string
    /** The short ones in full. */
    columnTitle: Record<'length' | 'window' | 'hopLimit' | 'ipId', string>
    sent: Record<End, string>
    mark: Record<'reset' | 'trigger', string>
    /** The packets that a finding of another kind is about. */
    subject: Record<FindingKind, string>
    /** The same where it is open which of them is genuine. */
    atOdds: string
    absolute: string
    /** Legend of the marked fields. */
    cited: string
    /** Heard behind a marked field. */
    citedBy(names: readonly string[]): string
    there(capture: string): string
    absent: Record<'never-sent' | 'never-arrived' | 'not-there', string>
    /** Before the frames that are not shown. */
    more: string
    filter: string
  }

  plots: {
    title: string
    hopLimit: string
    hopLimit6: string
    ipId: string
    seq: Record<End, string>
    axis: Record<'label' | 'time' | 'order', string>
    help: string
    /** Names the control that goes from packet to packet. */
    packet: string
    thinned(shown: number, of: number): string
    /** Parts of the sentence that says what a plot shows. */
    usual(end: End, values: readonly number[]): string
    range(end: End, from: number, to: number): string
    odd(frame: number, value: number): string
    more(count: number): string
    sentence(parts: readonly string[]): string
    values: string
  }

  ledger: {
    title: string
    help: string
    column: Record<'observation' | 'frames', string>
    points(weight: string, who: string): string
    shownOnly: string
    start: string
    startText: Record<'reset' | 'injected', string>
    sum: string
    result(who: string, confidence: string): string
    /** Goes on behind it: the verdict is less sure than the sum. */
    held(confidence: string): string
    undecided(forged: string): string
  }

  copy: { button: string; copied: string; byHand: string; what: Record<'command' | 'filter', string> }
}

export const findingWords: Readonly<Record<Language, FindingWords>> = { en: findingEn, zh: findingZh }
