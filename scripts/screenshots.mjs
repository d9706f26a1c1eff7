// Takes the pictures of the page in docs/images/. Needs Chromium (scripts/browser-packages.sh) and a build.
import { mkdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { findChromium, launch } from '../build/test/browser.js'

const FOLDER = 'docs/images'
const ARTICLE = ['examples/article.pcap', 'examples/article-server.pcap']
const MIXED = [
  'blocked-sni',
  'blocked-url',
  'unread-data',
  'keepalive-race',
  'idle-timeout',
  'port-closed',
  'late-data',
].map((name) => `examples/${name}.pcap`)

/** What each picture shows: what was dropped, what is opened, how wide, in which language and colours. */
const SHOTS = [
  { name: 'start-360', width: 360, height: 740 },
  { name: 'start-1440', width: 1440, height: 900 },
  { name: 'list-360', width: 360, height: 740, files: MIXED },
  { name: 'finding-360', width: 360, height: 740, files: ARTICLE, open: true },
  { name: 'finding-820-zh', width: 820, height: 1100, files: ARTICLE, open: true, locale: 'zh-CN' },
  { name: 'list-820', width: 820, height: 1100, files: MIXED },
  { name: 'result-1440', width: 1440, height: 900, files: ARTICLE },
  { name: 'result-1440-dark', width: 1440, height: 900, files: MIXED, colorScheme: 'dark' },
]

const executable = findChromium()
if (!executable) throw new Error('no Chromium; see scripts/browser-packages.sh')
mkdirSync(FOLDER, { recursive: true })
const wanted = process.argv.slice(2)
const browser = await launch(executable)
for (const shot of SHOTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await take(shot)
await browser.close()

async function take({ name, width, height, files, open, locale = 'en-US', colorScheme = 'light' }) {
  const viewport = { width, height }
  const context = await browser.newContext({ viewport, locale, colorScheme, reducedMotion: 'reduce' })
  context.setDefaultTimeout(90_000)
  const page = await context.newPage()
  await page.goto(pathToFileURL('dist/web/index.html').href)
  if (files) await show(page, files, open)
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  await context.close()
}

async function show(page, files, open) {
  await page.setInputFiles('input[type=file]', files)
  await page.locator('.row').first().waitFor()
  if (open) await page.locator('.row').first().click()
  if (open || page.viewportSize().width >= 1000) await page.waitForSelector('.fv')
  // Plots are drawn when the page has found its width.
  await page.waitForTimeout(500)
}
