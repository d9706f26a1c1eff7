import { eastAsianWidth } from 'get-east-asian-width'

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  // Most of a report is ASCII: looking its width up character by character would take longer than the analysis.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) {
    if (!/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) width += eastAsianWidth(character.codePointAt(0)!)
  }
  return width
}
