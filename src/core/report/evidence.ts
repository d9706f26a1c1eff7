/** What tells who made a packet, as a report shows it. */
import type { Segment } from '../casefile/model.js'
import type { Clue } from '../verdict/origin.js'
import type { ObservationWords, Scene, Words } from '../words/types.js'
import { cleanFacts } from './clean.js'
import type { Evidence } from './model.js'
import type { Frames } from './point.js'

interface Telling {
  scene: Scene
  frames: Frames
  words: Words
}

/** @param packet the one that the clue is about */
export function evidenceOf(clue: Clue, packet: Segment, { scene, frames, words }: Telling): Evidence {
  return {
    id: clue.id,
    for: clue.for === 'end' ? packet.from : 'middlebox',
    rule: clue.rule,
    weight: clue.weight,
    counted: clue.counted,
    frames: frames.besides(packet.frame, clue.frames),
    text: words.sentence(clauseOf(clue, scene, words)),
  }
}

function clauseOf(clue: Clue, scene: Scene, words: Words): string {
  const said: ObservationWords<object> = words.observation[clue.id]
  return said.text(cleanFacts(clue.facts), { ...scene, for: clue.for })
}

/** The two strongest clues that count, and a third that is strong by itself. */
export function strongest(clues: Clue[], side: Clue['for'], scene: Scene, words: Words): string[] {
  const counted = clues.filter((clue) => clue.counted && clue.for === side)
  return counted.filter((clue, i) => i < 2 || (i === 2 && clue.weight >= 2)).map((clue) => clauseOf(clue, scene, words))
}
