/** What the view of a finding does in a browser: plots, keys, copying, themes, widths. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { bundle, hasChromium, launch, open, shown, writePage } from '../finding-page.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const example = (name: string) => ({
  name: `${name}.pcap`,
  bytes: new Uint8Array(readFileSync(`${examples}${name}.pcap`)),
})

const missing =
  !hasChromium() && process.env.CI !== 'true' ? 'Chromium is not installed (apt-get install chromium)' : false

describe('the view of a finding in Chromium', { skip: missing }, () => {
  let folder: string
  let browser: Browser
  let complaints: string[]

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rstrace-finding-'))
    await bundle(folder)
    writePage(folder, 'article', shown([example('article')], 'en'))
    writePage(folder, 'pair', shown([example('article'), example('article-server')], 'zh'))
    browser = await launch()
  })

  after(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function visit(name: string, options: BrowserContextOptions, act: (tab: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options)
    const tab = await context.newPage()
    complaints = []
    await open(tab, folder, name, (text) => complaints.push(text))
    await act(tab)
    await context.close()
  }

  it('is drawn under a policy that allows no inline style, and nothing complains', async () => {
    await visit('article', {}, async (tab) => {
      await tab.locator('canvas').nth(3).waitFor()
      assert.equal(await tab.locator('canvas').count(), 4)
      assert.deepEqual(complaints, [])
    })
  })

  it('fits every width', async () => {
    for (const name of ['article', 'pair']) {
      await visit(name, {}, async (tab) => {
        for (const width of [360, 820, 1440]) {
          await tab.setViewportSize({ width, height: 800 })
          assert.ok(Number(await tab.evaluate('document.documentElement.scrollWidth')) <= width, `${name} at ${width}`)
        }
      })
    }
  })

  it('goes from packet to packet with the arrow keys, and reads each out', async () => {
    await visit('article', {}, async (tab) => {
      const slider = tab.getByRole('slider', { name: 'Packet' })
      await slider.focus()
      await tab.keyboard.press('Home')
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^frame 46 · /)
      for (let i = 0; i < 3; i++) await tab.keyboard.press('ArrowRight')
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^frame 49 · .*reset · TTL 85 · ID 1536/)
      assert.match((await tab.locator('.fv-readout').textContent()) ?? '', /^frame 49 · /)
      await tab.keyboard.press('End')
      assert.equal(await slider.getAttribute('aria-valuenow'), '5')
    })
  })

  it('spreads the packets out evenly when asked to', async () => {
    await visit('article', {}, async (tab) => {
      await tab.getByLabel('Packet by packet').check()
      const slider = tab.getByRole('slider', { name: 'Packet' })
      const plot = (await tab.locator('.fv-plot .u-over').first().boundingBox())!
      await tab.mouse.move(plot.x + plot.width / 2, plot.y + 10)
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^frame 48 · /)
    })
  })

  it('shows absolute sequence numbers when asked to', async () => {
    await visit('article', {}, async (tab) => {
      const seq = tab.locator('.fv-table [data-frame="49"] td').nth(3)
      assert.equal(await seq.textContent(), '1')
      await tab.getByLabel('Absolute numbers').check()
      assert.equal(await seq.textContent(), '3788899387')
    })
  })

  it('copies a command and says so', async () => {
    const options = { permissions: ['clipboard-read', 'clipboard-write'] }
    await visit('article', options, async (tab) => {
      await tab.getByRole('button', { name: 'Copy the filter' }).click()
      await tab.getByRole('status').filter({ hasText: 'Copied' }).waitFor()
      const text = await tab.evaluate('navigator.clipboard.readText()')
      assert.equal(text, 'tcp.stream == 2 && frame.number in {47, 48, 49, 50}')
    })
  })

  it('selects the line where the clipboard is out of reach', async () => {
    await visit('article', {}, async (tab) => {
      await tab.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('no'))
        document.execCommand = () => false`)
      await tab.getByRole('button', { name: 'Copy the filter' }).click()
      await tab.getByRole('status').filter({ hasText: 'Selected: press Ctrl+C' }).waitFor()
      assert.match(String(await tab.evaluate('String(getSelection())')), /^tcp\.stream == 2 && /)
    })
  })

  it('leads from a cited frame to its row', async () => {
    await visit('article', {}, async (tab) => {
      await tab.locator('.fv-ledger-table').getByRole('button', { name: 'frame 49' }).first().click()
      assert.equal(await tab.evaluate('document.activeElement.dataset.frame'), '49')
    })
  })

  it('has the values as a table', async () => {
    await visit('article', {}, async (tab) => {
      await tab.getByText('The same as a table').click()
      assert.equal(await tab.locator('.fv-values-table tbody tr').count(), 5)
    })
  })

  it('draws its plots anew when the theme changes', async () => {
    await visit('article', { colorScheme: 'light' }, async (tab) => {
      await tab.locator('canvas').first().waitFor()
      const first = await tab.locator('canvas').first().screenshot()
      await tab.evaluate("document.documentElement.dataset.theme = 'dark'")
      await tab.waitForTimeout(200)
      assert.ok(!first.equals(await tab.locator('canvas').first().screenshot()))
      const ink = await tab.evaluate("getComputedStyle(document.querySelector('.fv')).getPropertyValue('--fv-reset')")
      assert.match(String(ink), /^rgb/)
    })
  })

  it('follows its place when that becomes narrower', async () => {
    await visit('article', { viewport: { width: 1200, height: 800 } }, async (tab) => {
      await tab.setViewportSize({ width: 500, height: 800 })
      await tab.waitForTimeout(200)
      const { width } = (await tab.locator('.fv-plot .uplot').first().boundingBox())!
      assert.ok(width <= 500)
    })
  })
})
