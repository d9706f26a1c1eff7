/**
 * A story: a packet dialogue as text, and what must be concluded from it. `stories/README.md` describes the notation;
 * `story-stage.ts` plays it.
 */

/** A line of a story that says something, in words; a text in quotes is one word. */
export interface Line {
  readonly number: number
  readonly words: readonly string[]
}

export interface Story {
  readonly name: string
  /** What it is about: its comment lines. */
  readonly comment: string
  /** `known-gap`, `ipv4-only` and the like, each with its reason. */
  readonly marks: ReadonlyMap<string, string>
  readonly script: readonly Line[]
  readonly expectations: readonly Line[]
}

const MARK = /^(known-gap|ipv4-only|not-duplicable|link-bound|broken-law [a-z-]+): +(.+)$/

export function readStory(name: string, text: string): Story {
  const lines = text.split('\n').map((line) => line.trim())
  const marks = new Map(lines.flatMap((line) => [MARK.exec(line)?.slice(1, 3)].filter(isPair)))
  const said = lines
    .map((line, i) => ({ number: i + 1, words: wordsOf(line) }))
    .filter(({ words, number }) => words.length > 0 && !words[0].startsWith('#') && !MARK.test(lines[number - 1]))
  return {
    name,
    comment: lines
      .filter((line) => line.startsWith('#'))
      .map((line) => line.slice(1).trim())
      .join(' '),
    marks,
    script: said.filter(({ words }) => words[0] !== 'expect'),
    expectations: said.filter(({ words }) => words[0] === 'expect').map((e) => ({ ...e, words: e.words.slice(1) })),
  }
}

const isPair = (found: string[] | undefined): found is [string, string] => found !== undefined

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([word, quoted]) => quoted ?? word)

/** Reads words in order; says where when one is missing or wrong. */
export class Words {
  private at = 0

  constructor(
    private readonly line: Line,
    start = 0,
  ) {
    this.at = start
  }

  get more(): boolean {
    return this.at < this.line.words.length
  }

  peek(): string | undefined {
    return this.line.words[this.at]
  }

  next(): string {
    if (!this.more) this.fail('a word is missing')
    return this.line.words[this.at++]
  }

  number(): number {
    const word = this.next()
    const value = Number(word)
    if (Number.isNaN(value)) this.fail(`${word} is no number`)
    return value
  }

  /** A label, without its @. */
  label(): string {
    const word = this.next()
    if (!word.startsWith('@')) this.fail(`${word} is no label`)
    return word.slice(1)
  }

  /** The number behind `word`, when that is what comes next. */
  numberAfter(word: string): number | undefined {
    if (this.peek() !== word) return undefined
    this.at++
    return this.number()
  }

  fail(what: string): never {
    throw new Error(`line ${this.line.number}: ${what}: ${this.line.words.join(' ')}`)
  }
}
