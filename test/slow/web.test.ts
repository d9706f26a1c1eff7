/**
 * The page in a real browser: captures dropped on it, the answers read, with the mouse and with keys alone. Needs
 * Chromium, which it installs where it may. Where there is none it is left out and says so; with CI set it fails instead.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { analyze } from '../../src/core/index.js'
import { type Embedded, htmlReport } from '../../src/core/report/html.js'
import { choose, drop, findChromium, launch, type Served, servePage } from '../browser.js'
import { hostileCapture, MARKUP } from '../web-samples.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const program = join(root, 'dist/rstrace.js')
const client = join(root, 'examples/article.pcap')
const server = join(root, 'examples/article-server.pcap')
const folder = mkdtempSync(join(tmpdir(), 'rstrace-web-'))
after(() => rmSync(folder, { recursive: true }))

const chromium = findChromium()
const missing = chromium ? undefined : 'no Chromium; see scripts/browser-packages.sh'

/** Milliseconds; a machine that does other things, too, takes its time. */
const PATIENCE = 90_000

/** Widths that the page is made for, in pixels. */
const SIZES = [360, 820, 1440] as const

let browser: Browser
let served: Served

/** The page, hosted. @param wanted width, colours, language of its user */
async function open(wanted: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...wanted })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error.stack))
  await page.goto(served.url)
  return page
}

async function openReport(path: string, fragment = ''): Promise<Page> {
  const page = await open()
  await page.goto(pathToFileURL(path).href + fragment)
  return page
}

const contentOf = (path: string) => ({ name: basename(path), bytes: readFileSync(path) })

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function rstrace(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return stdout
}

const article = analyze([readFileSync(client), readFileSync(server)], { names: [basename(client), basename(server)] })
const articleZh = analyze([readFileSync(client), readFileSync(server)], { language: 'zh' })
const forged = article.findings.find(({ frame }) => frame === 49)!

/** What of it is to be seen; `textContent` has what is hidden, too. */
const seen = (element: Locator): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: this is not the DOM's property
  element.innerText()

/** The list and the opened finding, as text. */
const listText = (page: Page) => seen(page.locator('.findings'))
const findingText = (page: Page) => seen(page.locator('.pane'))
const focusedButton = (page: Page) => page.evaluate(() => document.activeElement?.closest('button')?.textContent ?? '')

describe('the page in a browser', { skip: process.env['CI'] ? false : missing }, () => {
  before(async () => {
    assert.equal(missing, undefined)
    browser = await launch(chromium!)
    served = await servePage()
  })
  after(async () => {
    await browser?.close()
    served?.server.close()
  })

  it('says what it is, whether it is private, and which version', async () => {
    const page = await open()
    const text = await seen(page.locator('body'))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    assert.match(text, /who sent a TCP reset/)
    assert.match(text, /Nothing is uploaded/)
    assert.ok(text.includes(version))
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
  })

  it('answers for captures that are dropped on it', async () => {
    const page = await open()
    await drop(page, [contentOf(client), contentOf(server)])
    await page.waitForSelector('.fv')
    assert.ok((await listText(page)).includes(forged.summary.slice(0, 60)))
    assert.ok((await findingText(page)).includes(forged.summary))
    assert.match(await seen(page.locator('.findings li').first()), /a device on the path/)
  })

  it('answers for files that are chosen, compressed in several pieces too', async () => {
    const page = await open()
    const bytes = readFileSync(client)
    const members = [bytes.subarray(0, 3000), bytes.subarray(3000)].map((member) => gzipSync(member))
    await choose(page, [file('article.pcap.gz', Buffer.concat(members))])
    await page.waitForSelector('.fv')
    const alone = analyze(readFileSync(client)).findings.find(({ frame }) => frame === 49)!
    assert.ok((await findingText(page)).includes(alone.summary))
  })

  it('answers for what tcpdump printed, pasted', async () => {
    const page = await open()
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, PRINTED)
    await page.waitForSelector('.fv')
    assert.match(await findingText(page), /port-closed/)
  })

  it('has the example ready', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Try an example' }).click()
    await page.waitForSelector('.fv')
    assert.ok((await findingText(page)).includes(forged.summary))
  })

  it('speaks Chinese to whose browser does, and changes its language without reading again', async () => {
    const page = await open({ locale: 'zh-CN' })
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN')
    await choose(page, [client, server])
    await page.waitForSelector('.fv')
    const summary = articleZh.findings.find(({ frame }) => frame === 49)!.summary
    assert.ok((await findingText(page)).includes(summary))
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText(forged.summary).first().waitFor()
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
    await page.reload()
    assert.equal(await page.getAttribute('html', 'lang'), 'en')
  })

  it('says in one sentence what is wrong with a file', async () => {
    const page = await open()
    await choose(page, [file('notes.txt', 'Nothing that anybody captured.\n'.repeat(40))])
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match(await seen(alert), /^Could not be read: notes\.txt: [^\n]+$/)
  })

  it('is used with keys alone', async () => {
    const page = await open()
    for (let i = 0; i < 20 && (await focusedButton(page)) !== 'Try an example'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.fv')
    await page.keyboard.press('j')
    await page.waitForFunction(() => document.activeElement?.matches('.row'))
    assert.match(page.url(), /#finding=\d+$/)
    const first = page.url()
    await page.keyboard.press('k')
    await page.waitForFunction((before) => location.href !== before, first)
    await page.keyboard.press('End')
    await page.waitForFunction(() => document.activeElement?.matches('.fold'))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.fold[aria-expanded=true]')
    await page.keyboard.press('/')
    await page.keyboard.type('no-such-thing')
    await page.getByText('No finding fits the filter.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.closest('.findings'))
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('shows the list or a finding where there is no room for both', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } })
    await choose(page, [client, server])
    await page.locator('.row').first().waitFor()
    assert.equal(await page.locator('.pane').count(), 0)
    await page.locator('.row').first().click()
    await page.waitForSelector('.fv')
    assert.ok(await page.locator('.findings').isHidden())
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360)
    await page.goBack()
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.fv')
    await page.getByRole('button', { name: 'All findings' }).click()
    await page.locator('.row').first().waitFor()
  })

  it('shows what a capture contains as text, whatever it looks like', async () => {
    const page = await open()
    let dialogs = 0
    page.on('dialog', () => dialogs++)
    await drop(page, [{ name: `${MARKUP}.pcap`, bytes: hostileCapture() }])
    await page.waitForSelector('.fv')
    await page.locator('.about summary').click()
    // A Host ends where a path would begin.
    const [host] = MARKUP.split('/')
    assert.ok((await seen(page.locator('.summary'))).includes(host))
    assert.ok((await seen(page.locator('.findings'))).includes(host))
    assert.equal(await page.locator('#page img, #page script, #page iframe').count(), 0)
    assert.equal(dialogs, 0)
  })

  it('asks for nothing but itself, and may not', async () => {
    const page = await open()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    served.asked.length = 0
    await page.reload()
    await choose(page, [client, server])
    await page.waitForSelector('.fv')
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:')),
      [served.url],
    )
    const refused = await page.evaluate((url) => fetch(url).then(String, (error: Error) => error.name), served.url)
    assert.equal(refused, 'TypeError')
    const [worker] = page.workers()
    assert.equal(
      await worker.evaluate((url) => fetch(url).then(String, (error: Error) => error.name), served.url),
      'TypeError',
    )
    const image = await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const image = new Image()
          image.onload = () => resolve('loaded')
          image.onerror = () => resolve('refused')
          image.src = url
        }),
      `${served.url}x.png`,
    )
    assert.equal(image, 'refused')
    assert.deepEqual(served.asked, ['/'])
  })

  it('has no faults that an accessibility checker finds, at any size, in light and dark', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of SIZES) {
        const page = await open({ colorScheme, viewport: { width, height: 900 } })
        await page.evaluate(axe)
        await assertNoFaults(page, `start ${colorScheme} ${width}`)
        await choose(page, [client, server])
        await page.locator('.row').first().waitFor()
        await page.locator('.about summary').click()
        await assertNoFaults(page, `list ${colorScheme} ${width}`)
        await page.locator('.row').first().click()
        await page.waitForSelector('.fv')
        await assertNoFaults(page, `finding ${colorScheme} ${width}`)
        await page.getByRole('button', { name: 'Keys' }).click()
        await assertNoFaults(page, `help ${colorScheme} ${width}`)
        await page.context().close()
      }
    }
  })

  it('scrolls through 10 000 findings as it does through a hundred', async (t) => {
    const cost = async (count: number) => {
      const page = await openReport(reportOf(count))
      await page.locator('.row').first().waitFor()
      assert.ok((await page.locator('.row').count()) < 60)
      const perStep = await scrollCost(page)
      const last = await seen(page.locator('.row').last())
      await page.context().close()
      return { perStep, last }
    }
    const few = await cost(100)
    const many = await cost(10_000)
    t.diagnostic(`${few.perStep.toFixed(2)} ms of work a step with 100, ${many.perStep.toFixed(2)} ms with 10 000`)
    assert.match(many.last, /#\d+/)
    assert.ok(many.perStep < 3 * few.perStep + 5)
  })

  it('answers for 100 MB about as fast as the command line', { timeout: 300_000 }, async (t) => {
    const big = spawnSync(process.execPath, [join(root, 'bench/generate.mjs'), 'large', '0.1'], { encoding: 'utf8' })
    const path = big.stdout.trim()
    const started = performance.now()
    rstrace(path, '--format', 'json', '-o', join(folder, 'big.json'))
    const byCommand = performance.now() - started
    const page = await open()
    await page.waitForTimeout(1000)
    const byPage = await timeToAnswer(page, path)
    t.diagnostic(`page ${Math.round(byPage)} ms, command line ${Math.round(byCommand)} ms`)
    assert.ok(byPage < 2.5 * byCommand, `${byPage} ms, command line ${byCommand} ms`)
  })

  it('stops reading when it is told to, and can begin again', async () => {
    const page = await open()
    const path = spawnSync(process.execPath, [join(root, 'bench/generate.mjs'), 'large', '0.1'], { encoding: 'utf8' })
    await choose(page, [path.stdout.trim()])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Cancelled.').waitFor()
    await choose(page, [client])
    await page.waitForSelector('.fv')
  })
})

describe('the report in a browser', { skip: process.env['CI'] ? false : missing }, () => {
  before(async () => {
    assert.equal(missing, undefined)
    browser = await launch(chromium!)
    served = await servePage()
  })
  after(async () => {
    await browser?.close()
    served?.server.close()
  })

  it('opens from a disk, in the language it was made in, and changes it', async () => {
    const path = join(folder, 'report.html')
    rstrace(client, server, '--format', 'html', '--lang', 'zh', '-o', path)
    const page = await openReport(path)
    await page.waitForSelector('.fv')
    assert.ok((await findingText(page)).includes(articleZh.findings.find(({ frame }) => frame === 49)!.summary))
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText(forged.summary).first().waitFor()
    assert.equal(page.workers().length, 0)
  })

  it('is what rstrace view opens', async () => {
    const path = rstrace('view', '--no-open', '--lang', 'en', client, server).trim()
    after(() => rmSync(join(path, '..'), { recursive: true }))
    const page = await openReport(path, `#finding=${forged.id}`)
    await page.getByText(forged.summary).first().waitFor()
  })

  it('opens at the finding that its address names', async () => {
    const path = join(folder, 'linked.html')
    rstrace(client, server, '--format', 'html', '--lang', 'en', '-o', path)
    const second = article.findings[1]
    const page = await openReport(path, `#finding=${second.id}`)
    await page.getByText(second.summary).first().waitFor()
    assert.ok((await findingText(page)).includes(second.summary))
  })

  it('is saved from the page', async () => {
    const page = await open()
    await choose(page, [client, server])
    await page.waitForSelector('.fv')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save report' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'article.pcap.rstrace.html')
    const path = join(folder, 'saved.html')
    await download.saveAs(path)
    const report = await openReport(path)
    await report.getByText(forged.summary).first().waitFor()
  })

  it('prints its findings unfolded', async () => {
    const path = join(folder, 'printed.html')
    rstrace(client, server, '--format', 'html', '--lang', 'en', '-o', path)
    const page = await openReport(path)
    await page.waitForSelector('.fv')
    assert.equal(await seen(page.locator('.paper')), '')
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    const printed = await seen(page.locator('.paper'))
    for (const { summary } of article.findings) assert.ok(printed.includes(summary))
    assert.ok(await page.locator('.screen').isHidden())
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    assert.equal(await seen(page.locator('.paper')), '')
    assert.ok((await page.pdf()).length > 10_000)
  })
})

const PRINTED = `10:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.8080: Flags [S], seq 3000000000, win 64240, options [mss 1460], length 0
10:00:00.010002 IP 10.0.0.2.8080 > 10.0.0.1.40000: Flags [R.], seq 0, ack 3000000001, win 0, length 0
`

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>
}

async function assertNoFaults(page: Page, where: string): Promise<void> {
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    return (await axe.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
    }))
  })
  assert.deepEqual(violations, [], where)
}

/** A report with so many findings, none of them like another. */
function reportOf(count: number): string {
  const [first] = article.findings
  const findings = Array.from({ length: count }, (_, i) => {
    const id = String(i + 1)
    const server = { address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, port: 443 }
    const connection = { ...first.connection, server }
    return { ...first, id, summary: `${id}: ${first.summary}`, connection, ladder: [], evidence: [], advice: [] }
  })
  const reports = { en: { ...article, findings }, zh: { ...articleZh, findings: [] } }
  const embedded: Embedded = { language: 'en', reports, series: {}, omitted: 0 }
  const page = readFileSync(join(root, 'dist/web/index.html'), 'utf8')
  return file(`many-${count}.html`, htmlReport(page, embedded))
}

/** Milliseconds that the page works for each step of scrolling to the end of the list, the browser's drawing included. */
async function scrollCost(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
  const before = await work()
  const steps = await page.evaluate(async () => {
    const list = document.querySelector('.master')!
    const steps = 60
    for (let i = 1; i <= steps; i++) {
      list.scrollTop = (i / steps) * (list.scrollHeight - list.clientHeight)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return steps
  })
  return ((await work()) - before) / steps
}

/** Milliseconds from the choice of a file to the first line of the answer. */
async function timeToAnswer(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    const times: { start?: number; end?: number } = {}
    Object.assign(globalThis, { times })
    addEventListener('change', () => (times.start = performance.now()), { capture: true, once: true })
    new MutationObserver(() => {
      if (times.start !== undefined && document.querySelector('.findings li')) times.end ??= performance.now()
    }).observe(document.body, { childList: true, subtree: true })
  })
  await choose(page, [path])
  const times = await page.waitForFunction(
    () => {
      const { times } = globalThis as unknown as { times: { start: number; end?: number } }
      return times.end === undefined ? undefined : times.end - times.start
    },
    undefined,
    { timeout: 200_000 },
  )
  return (await times.jsonValue())!
}
