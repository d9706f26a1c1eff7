/** What sentences call a capture. */
import type { Words } from '../words/types.js'

/** On a command line standard input goes by this name, and so it does in JSON. */
const STANDARD_INPUT = '-'

export const captureName = (name: string, { text }: Pick<Words, 'text'>): string =>
  name === STANDARD_INPUT ? text.standardInput : name
