/** `rstrace view`: the result as a page in the user's browser. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../core/report/build.js'
import { anonymizeKey } from './anonymize-key.js'
import { openInBrowser } from './browser.js'
import { checkEvery, checkFiles } from './check.js'
import type { ViewOptions } from './commands/view.js'
import { examine } from './examine.js'
import { ExitCode } from './exit-code.js'
import { complain } from './failure.js'
import { emptyPage, reportPage } from './page.js'
import type { CliWords } from './words/types.js'

/** Returns the exit code. Without files, opens the page on which they can be dropped. @throws UsageError */
export async function view(
  files: readonly string[],
  options: ViewOptions,
  language: Language,
  words: CliWords,
): Promise<number> {
  if (files.length === 0) return show(emptyPage(), options, words)
  checkFiles(files, words)
  checkEvery(files, options, words)
  const anonymize = anonymizeKey(options, words)
  const controller = new AbortController()
  const selection = { only: [], streams: [] }
  const examined = await examine(files, { ...options, anonymize, language, selection, controller }, words)
  if (examined.interrupted && !files.includes('-')) return ExitCode.interrupted
  if (examined.points.length === 0) return ExitCode.unreadable
  await show(reportPage(examined), options, words)
  return examined.unreadable ? ExitCode.unreadable : ExitCode.ran
}

/** Writes the page where only its user can read it, says where, and opens it. */
async function show(page: string, { open }: ViewOptions, words: CliWords): Promise<number> {
  const path = join(mkdtempSync(join(tmpdir(), 'rstrace-')), 'rstrace.html')
  writeFileSync(path, page, { mode: 0o600 })
  process.stdout.write(`${path}\n`)
  if (open && !(await openInBrowser(path))) complain(words.noBrowser)
  return ExitCode.ran
}
