/** Every story is told, its expectations are checked, and all laws are tried on it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { observations } from '../src/core/evidence/index.js'
import { detectors } from '../src/core/verdict/anomalies/index.js'
import { causes } from '../src/core/verdict/causes/index.js'
import { readStory, type Story } from './story.js'
import { checkStory } from './story-expectation.js'
import { type Law, rounds, roundsOfTwo, type Verdict, verdictUnder } from './story-laws.js'

const folder = fileURLToPath(new URL('../../test/stories/', import.meta.url))

const stories = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.story'))
  .sort()
  .map((file) => readStory(file.replace(/\.story$/, ''), readFileSync(folder + file, 'utf8')))

describe('stories', () => {
  for (const story of stories) {
    test(story.name, async (t) => {
      const gap = story.marks.get('known-gap')
      if (gap) {
        // A story that is fulfilled now must lose its mark.
        await t.test(`known gap: ${gap}`, () => assert.throws(() => checkStory(story), assert.AssertionError))
        return
      }
      await t.test('expectations', () => checkStory(story))
      await t.test('laws', () => checkLaws(story))
    })
  }
})

function checkLaws(story: Story): void {
  const plain = verdictUnder(story, [])
  const isBroken = (law: Law) => story.marks.has(`broken-law ${law.name.replaceAll(' ', '-')}`)
  const told = story.script.some(({ words }) => words[0] === 'second') ? [...rounds, ...roundsOfTwo] : rounds
  for (const round of told) {
    const laws = round.filter((law) => !law.except || !story.marks.has(law.except))
    for (const law of laws.filter(isBroken)) {
      assert.notDeepEqual(verdictUnder(story, [law]), plain, `the law "${law.name}" holds now: take the mark away`)
    }
    checkTogether(
      story,
      plain,
      laws.filter((law) => !isBroken(law)),
    )
  }
}

function checkTogether(story: Story, plain: Verdict, laws: Law[]): void {
  const verdict = verdictUnder(story, laws)
  if (isDeepStrictEqual(verdict, plain)) return
  for (const law of laws) assert.deepEqual(verdictUnder(story, [law]), plain, `law: ${law.name}`)
  assert.deepEqual(verdict, plain, `laws: ${laws.map((law) => law.name).join(', ')}`)
}

/** Values that follow a word in the expectations of stories that hold. */
function expected(...words: string[]): Set<string> {
  const found = new Set<string>()
  for (const { words: line } of stories.filter((s) => !s.marks.has('known-gap')).flatMap((s) => s.expectations)) {
    let key = ''
    for (const [i, word] of line.entries()) {
      if (KEYS.has(word)) key = word === 'kind' && line[i - 1] === 'no' ? 'no kind' : word
      else if (words.includes(key)) found.add(word)
    }
  }
  return found
}

const KEYS = new Set([
  'origin',
  'cause',
  'names',
  'not-cause',
  'trigger',
  'effect',
  'severity',
  'side',
  'evidence',
  'accusing',
])
for (const key of [
  'clearing',
  'silent',
  'not-accusing',
  'kind',
  'pattern',
  'no',
  'not',
  'finding',
  'above',
  'hops',
  'place',
  'leg',
  'compared',
  'changes',
  'seen-there',
  'pair',
])
  KEYS.add(key)

describe('every id has a story that names it and a look-alike that does not', () => {
  const covered = (what: string, ids: readonly string[], positive: Set<string>, negative: Set<string>) =>
    test(what, () => {
      assert.deepEqual(
        ids.filter((id) => !positive.has(id)),
        [],
        'no story expects',
      )
      assert.deepEqual(
        ids.filter((id) => !negative.has(id)),
        [],
        'no look-alike rules out',
      )
    })
  covered(
    'causes',
    causes.map((c) => c.id),
    expected('cause', 'names'),
    expected('not-cause'),
  )
  const noted = expected('evidence', 'accusing', 'clearing')
  covered(
    'observations',
    observations.map((o) => o.id),
    noted,
    expected('silent', 'not-accusing'),
  )
  covered(
    'anomalies',
    detectors.map((d) => d.kind),
    expected('kind'),
    expected('no kind'),
  )
})
