/** Keys to anonymise with: a new one for every run, or one that a file stands for. */
import { randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { KEY_LENGTH } from '../core/anonymize/prf.js'

/** Shorter secrets are guessed. */
export const SHORTEST_SECRET = 16

export const randomKey = (): Uint8Array => randomBytes(KEY_LENGTH)

/**
 * The key that a file stands for, all its octets together: random ones, or a long sentence. Deriving it takes a tenth of
 * a second, so that sentences are not tried by the million.
 * @throws RangeError when the file is shorter than `SHORTEST_SECRET`, and what the system says when it cannot be read
 */
export function keyFromFile(path: string): Uint8Array {
  const secret = readFileSync(path)
  if (secret.length < SHORTEST_SECRET) throw new RangeError(`shorter than ${SHORTEST_SECRET} octets`)
  return scryptSync(secret, 'rstrace anonymize 1', KEY_LENGTH)
}
