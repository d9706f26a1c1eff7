/** Text laid out in columns of a terminal. */

/** Columns that a text takes. */
export type WidthOf = (text: string) => number

/** Chinese, Japanese and Korean characters and full-width forms take two columns (UAX #11, without its rare cases). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g

export const simpleWidth: WidthOf = (text) => text.length + (text.match(WIDE)?.length ?? 0)

export const padEnd = (text: string, width: number, widthOf: WidthOf): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

export const padStart = (text: string, width: number, widthOf: WidthOf): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** Chinese punctuation that begins no line, and that ends none: 、。！），：；？” and （“. */
const CLOSING = '\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d'
const OPENING = '\uff08\u201c'

/** Blanks, or a word or one wide character with the punctuation that belongs to it. */
const PIECES = new RegExp(
  `\\s+|[${OPENING}]*(?:(?![${CLOSING}])[\\u2e80-\\u9fff]|[^\\s\\u2e80-\\u9fff${OPENING}${CLOSING}]+)[${CLOSING}]*|[${OPENING}${CLOSING}]+`,
  'g',
)

/** Lines no wider than `width`, except for single words that are; lines behind the first begin with `indent`. */
export function wrap(text: string, width: number, indent: string, widthOf: WidthOf): string {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECES) ?? []) {
    const room = lines.length === 0 ? width : width - indent.length
    if (line !== '' && widthOf(line + piece.trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else {
      line += piece
    }
  }
  lines.push(line.trimEnd())
  return lines.join(`\n${indent}`)
}

export interface Column {
  title: string
  align: 'left' | 'right'
}

/** Rows under their titles; a column in which all rows are empty is left out. */
export function table(columns: Column[], rows: string[][], widthOf: WidthOf): string[] {
  const used = columns.map((_, i) => i).filter((i) => rows.some((row) => row[i] !== ''))
  const widths = columns.map(({ title }, i) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i]))))
  const line = (cells: string[]) =>
    used
      .map((i) => (columns[i].align === 'left' ? padEnd : padStart)(cells[i], widths[i], widthOf))
      .join('  ')
      .trimEnd()
  return [line(columns.map((column) => column.title)), ...rows.map(line)]
}
