import type { Report } from './model.js'

/** Colours text for a terminal; identity functions leave it plain. */
export interface Painter {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  cyan(text: string): string
}

export const plainPainter: Painter = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  green: (text) => text,
  cyan: (text) => text,
}

export interface TextOptions {
  /** Default: no colour. */
  color?: Painter
  /** Columns of the terminal; default 100. */
  width?: number
  /** Unfold benign findings and every member of a group. */
  all?: boolean
  /** Columns that a text takes on the terminal (Chinese characters take two). */
  widthOf?: (text: string) => number
}

/** The report for people. Its language is the report's own. */
export function renderText(report: Report, options: TextOptions = {}): string {
  throw new Error('not written yet')
}
