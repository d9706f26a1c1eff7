/**
 * Text for Markdown as GitHub, GitLab and Jira take it (CommonMark, GFM). What stems from a capture is somebody's text: it
 * must come out as it is, and neither as markup, link, image, HTML, nor as a mention or reference that notifies someone.
 */

/** A space without width: sites look for mentions, references and addresses after the backslashes are gone. */
const SPACE = '\u200b'
/** The same, seen by whoever reads the source. */
const APART = '&#8203;'

/** CommonMark §2.4, and what GitLab takes for references; formulas between dollar signs. */
const MARKUP = /[\\`*_[\]<|~$&]|%(?=[\w"])|!(?=\d)/g
/** Would begin a quotation, or a list (CommonMark §5.2), or be a line across the page (§4.1) with a list's mark before it. */
const LEADING = /^(>|[-+](?=\s|$)|-(?=[-\s]*$))|^(\d{1,9})([.)])(?=\s|$)/
/** `@name`, `#1`, `GH-1`, `https://`, `www.` (GFM §6.9) and `:emoji:`. */
const ACTIVE = /[@#]|:(?=\/\/|(?:100|1234|[\w+-]*[a-z][\w+-]*):)|(?<![a-z\d])(?:www(?=\.)|GH-(?=\d))/gi

export function escapeMarkdown(text: string): string {
  return text
    .replace(ACTIVE, `$&${SPACE}`)
    .replace(MARKUP, '\\$&')
    .replace(LEADING, (_, mark, number, stop) => (mark ? `\\${mark}` : `${number}\\${stop}`))
    .replaceAll(SPACE, APART)
}

/** MAC and IPv6 addresses, parts of which are names of pictures on GitHub: `:ab:`, `:100:`. */
const ADDRESS = /(?<![\w.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?!\w)/.source

/** Shorter names would be found inside other words. */
const SHORTEST = 4

/**
 * A sentence in which names and addresses stand as code, so that they can be copied as they are.
 * @param literals the names that it may speak of, the longest first
 */
export function prose(text: string, literals: readonly string[] = []): string {
  const names = literals.filter((literal) => literal.length >= SHORTEST).map(patternOf)
  const asCode = new RegExp(`(${names.length > 0 ? `(?:${names.join('|')})+|` : ''}${ADDRESS})`)
  const parts = text.trim().split(asCode)
  return parts.map((part, i) => (i % 2 === 1 ? codeSpan(part) : between(part, i, parts.length - 1))).join('')
}

/** Two pieces of code without anything between them would run into each other. */
const between = (part: string, i: number, last: number): string =>
  part === '' && i > 0 && i < last ? APART : escapeMarkdown(part)

const patternOf = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** CommonMark §6.1: any number of backticks that does not occur inside. */
export function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return fence + pad + text + pad + fence
}

/** GFM §4.10: in a table a bar separates cells, in code too. */
export const inTable = (markdown: string): string => markdown.replace(/(?<!\\)\|/g, '\\|')

/** CommonMark §4.5. */
export function fencedBlock(lines: readonly string[], language: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [fence + language, ...lines, fence]
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
