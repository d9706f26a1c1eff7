/** Columns of text for people. */

/** @param rows of cells; the first column is words, the others numbers */
export function table(header, rows) {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)))
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')
  return `${all.map((row) => line(row).trimEnd()).join('\n')}\n`
}

export const fixed = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : '–')

export const mebibytes = (bytes) => (bytes === undefined ? '–' : `${Math.ceil(bytes / 2 ** 20)}`)

export const percent = (share) => `${(share * 100).toFixed(0)} %`
