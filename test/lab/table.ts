/** Rows of cells, the first row their headings, as plain text and as Markdown. The first column is words, the others numbers. */
export type Table = string[][]

export function asText(table: Table): string {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const cell = (text: string, i: number) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))
  return table.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

export function asMarkdown([head, ...rows]: Table): string {
  const line = (row: string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `|${head.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
