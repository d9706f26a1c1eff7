/** What the page itself says, once per language; a sentence that is missing in one does not compile. */
import type { Who } from '../../core/report/model.js'

export interface PageWords {
  /** What the tool is for, and whether that is private: the first thing on the page. */
  question: string
  purpose: string
  privacy: string
  drop: string
  dropHint: string
  dropNow: string
  choose: string
  example: string
  formats: string
  /** Name of the title of the document, by how many findings there are. */
  title: string

  reading(names: string[]): string
  progress(percent: number, read: string, total: string): string
  judging: string
  cancel: string
  cancelled: string
  done(findings: number): string
  fault(message: string): string
  startAgain: string
  /** Behind what is wrong with a file. */
  atByte(position: number): string
  unreadable: string

  open: string
  save: string
  print: string
  help: string
  /** Name of the other language, in that language. */
  otherLanguage: string
  theme: Record<'system' | 'light' | 'dark', string>
  reportMade(version: string): string

  /** What unfolds the facts about the captures, with where each was taken. */
  about(captures: number, places: string[]): string
  at: Record<'client' | 'server' | 'middle' | 'unknown', string>
  captures(count: number): string
  packets(count: number): string
  as: string
  asChoices: Record<'times' | 'rotated' | 'points', string>
  patterns: string
  showFindings(count: number): string
  morePatterns(count: number): string

  findings: string
  filter: string
  filterHint: string
  anyone: string
  anyCause: string
  cause: string
  clear: string
  shown(shown: number, all: number): string
  noneShown: string
  noFindings: string
  alike(count: number, open: boolean): string
  harmless(count: number): string
  omitted(count: number): string

  finding(id: string): string
  back: string
  choosePrompt: string
  noSuchFinding(id: string): string
  loading: string

  who: Record<Who, string>
  /** Where the sender sits, in a few words. */
  hops(range: string, from: 'client' | 'server'): string
  side: Record<'client' | 'middle' | 'server' | 'unknown', string>

  keys: string
  keyList: readonly { keys: readonly string[]; does: string }[]
  close: string
  printed(shown: number, all: number): string
}
