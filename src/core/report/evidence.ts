/** What tells who made a packet, as a report shows it. */
import type { Segment } from '../casefile/model.js'
import type { Clue } from '../verdict/origin.js'
import type { ObservationWords, Scene, Words } from '../words/types.js'
import { cleanFacts } from './clean.js'
import type { Evidence } from './model.js'
import type { Frames } from './point.js'

/** What each clue says, in their order. */
export function clausesOf(clues: readonly Clue[], scene: Scene, words: Words): string[] {
  const scenes = { end: { ...scene, for: 'end' as const }, middlebox: { ...scene, for: 'middlebox' as const } }
  return clues.map((clue) => {
    const said: ObservationWords<object> = words.observation[clue.id]
    return said.text(cleanFacts(clue.facts), scenes[clue.for])
  })
}

/** Frames that show what counts. */
export const framesCited = (clues: readonly Clue[]): number[] =>
  clues.flatMap((clue) => (clue.counted ? clue.frames : []))

/** @param packet the one that the clue is about */
export function evidenceOf(
  clue: Clue,
  clause: string,
  packet: Segment,
  { frames, words }: { frames: Frames; words: Words },
): Evidence {
  return {
    id: clue.id,
    for: clue.for === 'end' ? packet.from : 'middlebox',
    rule: clue.rule,
    weight: clue.weight,
    counted: clue.counted,
    frames: frames.besides(packet.frame, clue.frames),
    text: words.sentence(clause),
  }
}

/** Of what speaks for one: the two strongest clues that count, and a third that is strong by itself. */
export function strongest(clues: readonly Clue[], clauses: readonly string[], side: Clue['for']): string[] {
  const said: string[] = []
  clues.forEach((clue, i) => {
    if (!clue.counted || clue.for !== side) return
    if (said.length < 2 || (said.length === 2 && clue.weight >= 2)) said.push(clauses[i])
  })
  return said
}
