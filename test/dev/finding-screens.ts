/**
 * Pictures of the view of one finding, for looking at while working on it: real captures, three widths, light and dark.
 *
 *     tsc -b && node build/test/dev/finding-screens.js FOLDER [NAME…]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { analyseBytes, compare } from '../../src/core/drive.js'
import { buildReport } from '../../src/core/report/build.js'
import type { Finding, Report } from '../../src/core/report/model.js'
import { type Series, seriesOf } from '../../src/core/report/series.js'
import type { Language } from '../../src/core/words/index.js'
import { capture, handshake, type Said } from '../dialogue.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const example = (name: string) => ({
  name: `${name}.pcap`,
  bytes: new Uint8Array(readFileSync(join(root, 'examples', `${name}.pcap`))),
})

/** Twenty-five forged resets at one stroke, climbing ahead of the stream. */
const burst: Said[] = [
  ...handshake(),
  {
    at: 0.03,
    from: 'client',
    flags: 'PA',
    seq: 1001,
    ack: 5001,
    id: 302,
    data: 'GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n',
  },
  ...Array.from(
    { length: 25 },
    (_, i): Said => ({
      at: 0.0302 + i * 0.00001,
      from: 'server',
      flags: 'RA',
      seq: 5001 + i * 1460,
      ack: 1036,
      ttl: 60 - (i % 5),
      id: 700 + i,
    }),
  ),
  {
    at: 0.056,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1036,
    data: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  },
]
const twoAnswers: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, data: 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n' },
  {
    at: 0.031,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1036,
    ttl: 61,
    data: 'HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n',
  },
  {
    at: 0.056,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1036,
    data: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  },
]
const silent: Said[] = [0, 1, 3, 7].map((at) => ({ at, from: 'client', flags: 'S', seq: 1000 }))

const cases: Record<string, { name: string; bytes: Uint8Array }[]> = {
  article: [example('article')],
  pair: [example('article'), example('article-server')],
  genuine: [example('keepalive-race')],
  sni: [example('blocked-sni')],
  burst: [{ name: 'burst.pcap', bytes: capture(burst) }],
  answers: [{ name: 'answers.pcap', bytes: capture(twoAnswers) }],
  blackhole: [{ name: 'silent.pcap', bytes: capture(silent) }],
}

interface Shown {
  report: Report
  finding: Finding
  series?: Series
  language: Language
}

function shown(captures: { name: string; bytes: Uint8Array }[], language: Language): Shown {
  const points = captures.map(({ name, bytes }) => analyseBytes(bytes, name))
  const pairs = compare(
    points,
    captures.map(({ bytes }) => bytes),
  )
  const report = buildReport(points, language, pairs, 'points')
  const finding = report.findings.find(({ severity }) => severity !== 'info') ?? report.findings[0]
  return { report, finding, series: seriesOf(points, finding.id), language }
}

const entry = `
import { h, render } from 'preact'
import { FindingView } from './build/src/web/finding/index.js'
render(h(FindingView, JSON.parse(document.getElementById('data').textContent)), document.getElementById('at'))
`

async function bundle(folder: string): Promise<void> {
  const options = { bundle: true, absWorkingDir: root, logLevel: 'warning' as const, minify: true }
  await build({
    ...options,
    stdin: { contents: entry, resolveDir: root },
    format: 'iife',
    outfile: join(folder, 'page.js'),
  })
  await build({ ...options, entryPoints: ['src/web/finding/finding.css'], outfile: join(folder, 'page.css') })
}

function page(data: Shown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="${data.language}"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="page.css">
<link rel="stylesheet" href="shell.css">
<body><main id="at"></main><script type="application/json" id="data">${json}</script><script src="page.js"></script></body></html>`
}

const shell =
  ':root{color-scheme:light dark}body{margin:0;padding:24px 16px;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fff,#15191d)}main{max-width:72rem;margin:auto}'

async function picture(browser: Browser, folder: string, name: string, width: number, dark: boolean): Promise<void> {
  const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' })
  tab.on('console', (message) => console.log(`${name}: ${message.text()}`))
  tab.on('pageerror', (error) => console.log(`${name}: ${error.message}`))
  await tab.route('http://finding.test/**', (route) =>
    route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }),
  )
  await tab.goto(`http://finding.test/${name}.html`)
  await tab.waitForTimeout(300)
  const wide = await tab.evaluate('document.documentElement.scrollWidth')
  if (Number(wide) > width) console.log(`${name} at ${width}: ${wide} pixels wide`)
  await tab.screenshot({ path: join(folder, `${name}-${width}${dark ? '-dark' : ''}.png`), fullPage: true })
  await tab.close()
}

const [folder, ...names] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
await bundle(folder)
writeFileSync(join(folder, 'shell.css'), shell)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const [name, captures] of Object.entries(cases).filter(([name]) => names.length === 0 || names.includes(name))) {
  for (const language of ['en', 'zh'] as const) {
    writeFileSync(join(folder, `${name}-${language}.html`), page(shown(captures, language)))
  }
  for (const width of [360, 820, 1440]) await picture(browser, folder, `${name}-en`, width, false)
  await picture(browser, folder, `${name}-en`, 820, true)
  await picture(browser, folder, `${name}-zh`, 820, false)
}
await browser.close()
