/** A page with nothing but the view of one finding, for a browser: under a policy that allows no inline style or script. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { analyzeCapture, compare } from '../src/core/drive.js'
import { buildReport } from '../src/core/report/build.js'
import type { Finding, Report } from '../src/core/report/model.js'
import { type Series, seriesOf } from '../src/core/report/series.js'
import type { Language } from '../src/core/words/index.js'
import { findChromium, launch as launchAt } from './browser.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const hasChromium = (): boolean => findChromium() !== undefined

export const launch = (): Promise<Browser> => launchAt(findChromium()!)

export interface Shown {
  report: Report
  finding: Finding
  series?: Series
  language: Language
}

/** The first finding that is not harmless. */
export function shown(captures: { name: string; bytes: Uint8Array }[], language: Language): Shown {
  const points = captures.map(({ name, bytes }) => analyzeCapture(bytes, name))
  const all = captures.map(({ bytes }) => bytes)
  const report = buildReport(points, language, compare(points, all), 'points')
  const finding = report.findings.find(({ severity }) => severity !== 'info') ?? report.findings[0]
  return { report, finding, series: seriesOf(points, finding.id), language }
}

const ENTRY = `
import { h, render } from 'preact'
import { FindingView } from './build/src/web/finding/index.js'
render(h(FindingView, JSON.parse(document.getElementById('data').textContent)), document.getElementById('at'))
`
const SHELL = `:root { color-scheme: light dark }
[data-theme=light] { color-scheme: light }
[data-theme=dark] { color-scheme: dark }
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #15191d) }
main { max-width: 72rem; margin: auto }`
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"

/** Puts script and style sheet into a folder. */
export async function bundle(folder: string): Promise<void> {
  const options = { bundle: true, absWorkingDir: root, logLevel: 'warning' as const, minify: true }
  mkdirSync(folder, { recursive: true })
  await build({
    ...options,
    stdin: { contents: ENTRY, resolveDir: root },
    format: 'iife',
    outfile: join(folder, 'page.js'),
  })
  await build({ ...options, entryPoints: ['src/web/finding/finding.css'], outfile: join(folder, 'page.css') })
  writeFileSync(join(folder, 'shell.css'), SHELL)
}

export function writePage(folder: string, name: string, data: Shown): void {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  const html = `<!doctype html><html lang="${data.language}"><meta charset="utf-8"><title>${name}</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="shell.css"><link rel="stylesheet" href="page.css">
<body><main id="at"></main><script type="application/json" id="data">${json}</script><script src="page.js"></script></body>`
  writeFileSync(join(folder, `${name}.html`), html)
}

/** Opens it; what the browser complains of goes to `complain`. Nothing is served over a network. */
export async function open(tab: Page, folder: string, name: string, complain: (text: string) => void): Promise<void> {
  tab.on('console', (message) => complain(message.text()))
  tab.on('pageerror', (error) => complain(error.message))
  await tab.route('**', (route) => route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }))
  await tab.goto(`http://localhost/${name}.html`)
  await tab.locator('.fv').waitFor()
}
