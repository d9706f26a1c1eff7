/**
 * Pictures of the view of one finding, to look at while working on it: three widths, light and dark, both languages.
 *
 *     tsc -b && node build/test/dev/finding-screens.js FOLDER [NAME…]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { capture, handshake, type Said } from '../dialogue.js'
import { bundle, launch, open, shown, writePage } from '../finding-page.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const example = (name: string) => ({
  name: `${name}.pcap`,
  bytes: new Uint8Array(readFileSync(`${examples}${name}.pcap`)),
})

/** Twenty-five forged resets at one stroke, climbing ahead of the stream. */
const burst: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, id: 302, data: 'GET /x HTTP/1.1\r\n\r\n' },
  ...Array.from(
    { length: 25 },
    (_, i): Said => ({
      at: 0.0302 + i * 0.00001,
      from: 'server',
      flags: 'RA',
      seq: 5001 + i * 1460,
      ack: 1020,
      ttl: 60 - (i % 5),
      id: 700 + i,
    }),
  ),
  {
    at: 0.056,
    from: 'server',
    flags: 'PA',
    seq: 5001,
    ack: 1020,
    data: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  },
]
const request: Said[] = [
  ...handshake(),
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, data: 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n' },
]
const answer = (at: number, data: string, ttl?: number): Said => ({
  at,
  from: 'server',
  flags: 'PA',
  seq: 5001,
  ack: 1036,
  ttl,
  data,
})
const answers: Said[] = [
  ...request,
  answer(0.031, 'HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n', 61),
  answer(0.056, 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
]
const silent: Said[] = [0, 1, 3, 7].map((at) => ({ at, from: 'client', flags: 'S', seq: 1000 }))
const made = (name: string, said: Said[]) => [{ name: `${name}.pcap`, bytes: capture(said) }]

const cases = {
  article: [example('article')],
  pair: [example('article'), example('article-server')],
  genuine: [example('keepalive-race')],
  sni: [example('blocked-sni')],
  burst: made('burst', burst),
  answers: made('answers', answers),
  blackhole: made('silent', silent),
}

async function picture(browser: Browser, name: string, width: number, dark: boolean): Promise<void> {
  const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' })
  await open(tab, folder, name, (text) => console.log(`${name}: ${text}`))
  await tab.waitForTimeout(300)
  await tab.screenshot({ path: join(folder, `${name}-${width}${dark ? '-dark' : ''}.png`), fullPage: true })
  await tab.close()
}

const [folder, ...names] = process.argv.slice(2)
await bundle(folder)
const browser = await launch()
for (const [name, captures] of Object.entries(cases)) {
  if (names.length > 0 && !names.includes(name)) continue
  for (const language of ['en', 'zh'] as const) writePage(folder, `${name}-${language}`, shown(captures, language))
  for (const width of [360, 820, 1440]) await picture(browser, `${name}-en`, width, false)
  await picture(browser, `${name}-en`, 820, true)
  await picture(browser, `${name}-zh`, 360, true)
}
await browser.close()
