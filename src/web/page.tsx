/** Where the page begins. */
import { render } from 'preact'
import type { Embedded } from '../core/report/html.js'
import { applyTheme } from './state/theme.js'
import { App } from './views/app.js'

/** Before anything is drawn the document is what was delivered: a saved report is that, with a result inside. */
const delivered = `<!doctype html>\n${document.documentElement.outerHTML}\n`

const textIn = (id: string): string | undefined => document.getElementById(id)?.textContent ?? undefined

/** The page's policy lets no text become a program, except this one (Trusted Types, which not every browser knows). */
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } }
}
const own = trustedTypes?.createPolicy('rstrace', { createScriptURL: (url: string) => url })

/** The worker's program stands in the page, so that the page is one file that works from a disk, too. */
function workerUrl(): string | undefined {
  const program = textIn('analyst')
  if (program === undefined) return undefined
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
  return own?.createScriptURL(url) ?? url
}

const result = textIn('result')
applyTheme()
render(
  <App delivered={delivered} workerUrl={workerUrl()} carried={result ? (JSON.parse(result) as Embedded) : undefined} />,
  document.getElementById('page')!,
)
