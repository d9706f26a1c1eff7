/** The key that the command line asks to anonymise with. */
import { existsSync } from 'node:fs'
import { keyFromFile, randomKey, SHORTEST_SECRET } from '../node/anonymize-key.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { refusal, UsageError } from './failure.js'
import type { CliWords } from './words/types.js'

/**
 * Undefined when nothing is to be anonymised.
 * @throws UsageError when the file that stands for the key cannot be read, or is too short
 */
export function anonymizeKey(
  options: Pick<AnalyseOptions, 'anonymize' | 'anonymizeKey'>,
  words: CliWords,
): Uint8Array | undefined {
  const { anonymizeKey: path } = options
  if (path === undefined) return options.anonymize ? randomKey() : undefined
  try {
    return keyFromFile(path)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(words.shortSecret(path, SHORTEST_SECRET))
    throw new UsageError(existsSync(path) ? words.cannotRead(path, refusal(error, words)) : words.noSuchFile(path))
  }
}
