/** What the page and its worker say to each other. */

import type { Unreadable } from '../core/capture/unreadable.js'
import type { FilesAre } from '../core/report/build.js'
import type { Embedded } from '../core/report/html.js'
import type { Finding } from '../core/report/model.js'
import type { Series } from '../core/report/series.js'
import type { Language } from '../core/words/index.js'
import type { Overview } from './overview.js'

/** A file that could not be read, or not to its end. */
export interface UnreadableFile {
  name: string
  reason: Unreadable
  /** Byte at which reading ended. */
  position: number
}

export interface Answer {
  overview: Overview
  unreadable: UnreadableFile[]
}

/** One finding in full. */
export interface Detail {
  finding: Finding
  /** Packets of its connection, for the plots. */
  series?: Series
}

/** Each thing that the page asks of the worker, and what it gets. */
export interface Questions {
  /** To do what will be asked on a small capture: the answer says only that it was done. */
  rehearse: { ask: { files: File[] }; answer: undefined }
  analyse: { ask: { files: File[]; as?: FilesAre; language: Language }; answer: Answer }
  overview: { ask: { language: Language }; answer: Overview }
  detail: { ask: { id: string; language: Language }; answer: Detail | undefined }
  embedded: { ask: { language: Language }; answer: Embedded }
}

export type Topic = keyof Questions

/** `ticket` comes back with the answer. */
export type Question = { [T in Topic]: { topic: T; ticket: number; ask: Questions[T]['ask'] } }[Topic]

export type Reply =
  | { kind: 'answer'; ticket: number; answer: Questions[Topic]['answer'] }
  /** A fault of the program: what a capture contains is no fault. */
  | { kind: 'fault'; ticket: number; message: string }
  /** Bytes of the files read, and in all. */
  | { kind: 'progress'; bytes: number; total: number }
