/** What can be wrong with files and selections before anything is read. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { FindingKind, Who } from '../core/report/model.js'
import { causes } from '../core/verdict/causes/index.js'
import type { AnalyseOptions } from './commands/analyse.js'
import { UsageError } from './failure.js'
import { nearest } from './nearest.js'
import { isSameFile } from './targets.js'
import type { CliWords } from './words/types.js'

/** @throws UsageError when there are no files, or one does not exist or is named twice */
export function checkFiles(files: readonly string[], words: CliWords): void {
  if (files.length === 0) throw new UsageError(words.noFiles, words.seeHelp())
  const missing = files.find((file) => file !== '-' && !existsSync(file))
  if (missing !== undefined) throw noSuchFile(missing, words)
  const twice = files.find((file, i) => files.slice(0, i).some((other) => other === file || isSameFile(other, file)))
  // It would be found to agree with itself.
  if (twice !== undefined) throw new UsageError(words.namedTwice(twice))
}

function noSuchFile(missing: string, words: CliWords): UsageError {
  const folder = dirname(missing)
  const near = existsSync(folder) ? nearest(basename(missing), readdirSync(folder)) : undefined
  return new UsageError(words.noSuchFile(missing), near ? words.didYouMean(join(folder, near)) : words.seeHelp())
}

/** @throws UsageError when every connection is to be compared, but there are not several points */
export function checkEvery(
  files: readonly string[],
  { every, as }: Pick<AnalyseOptions, 'every' | 'as'>,
  words: CliWords,
) {
  if (every && (files.length < 2 || as === 'rotated')) throw new UsageError(words.everyNeedsPoints)
}

/** @throws UsageError when `--only` names nothing that a finding can be */
export function checkOnly(only: readonly string[], words: CliWords): void {
  const wrong = only.find((name) => !selectable.includes(name))
  if (wrong === undefined) return
  const near = nearest(wrong, selectable)
  throw new UsageError(words.noSuchOnly(wrong), near ? words.didYouMean(near) : words.onlyValues)
}

/** @throws UsageError when options are given that the format has no use for, or that contradict each other */
export function checkFormat(options: AnalyseOptions, words: CliWords): void {
  const { format, quiet, annotate, keepSecrets, anonymize, anonymizeKey } = options
  if (keepSecrets && (anonymize || anonymizeKey !== undefined)) throw new UsageError(words.secretsGo)
  if (quiet && format !== 'text') throw new UsageError(words.onlyText('--quiet'))
  if (format === 'pcapng') return
  if (annotate) throw new UsageError(words.onlyPcapng('--annotate'))
  if (keepSecrets) throw new UsageError(words.onlyPcapng('--keep-secrets'))
}

const origins: Record<Who, true> = { client: true, server: true, middlebox: true, unknown: true }
const kinds: Record<FindingKind, true> = {
  reset: true,
  'injected-fin': true,
  'injected-response': true,
  'icmp-reject': true,
  blackhole: true,
  'packet-loss': true,
  'tampered-content': true,
}
const selectable: readonly string[] = [...Object.keys(origins), ...Object.keys(kinds), ...causes.map(({ id }) => id)]
