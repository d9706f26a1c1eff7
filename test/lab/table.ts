/** Rows of cells, the first row their headings, as plain text and as Markdown; columns of numbers stand to the right. */
export type Table = string[][]

export function asText(table: Table): string {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const cell = (text: string, i: number) => (isNumeric(table, i) ? text.padStart(widths[i]) : text.padEnd(widths[i]))
  return table.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

export function asMarkdown(table: Table): string {
  const [head, ...rows] = table
  const line = (row: string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `|${head.map((_, i) => (isNumeric(table, i) ? '--:' : '---')).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

const isNumeric = ([, ...rows]: Table, column: number): boolean =>
  rows.every((row) => /^(\d|-\d|–|none$)/.test(row[column]))
