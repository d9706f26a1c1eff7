import type { Language } from '../core/report/build.js'

/** The language of `--lang`, which must be known before anything is said; else that of the locale (POSIX XBD 8.2). */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const chosen = args
    .findLast((arg, i) => arg.startsWith('--lang=') || args[i - 1] === '--lang')
    ?.replace('--lang=', '')
  const locale = chosen ?? (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
