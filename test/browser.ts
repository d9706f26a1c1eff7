/// <reference lib="dom" />
/** Chromium for tests: found, or installed by scripts/browser-packages.sh where that is possible. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of the browser; undefined when there is none and none could be installed. */
export function findChromium(): string | undefined {
  const find = () => [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path))
  const found = find()
  if (found !== undefined || process.getuid?.() !== 0) return found
  spawnSync('sh', [join(root, 'scripts/browser-packages.sh')], { stdio: 'inherit' })
  return find()
}

/** The sandbox of Chromium does not work for root. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

export interface Served {
  server: Server
  url: string
  /** Paths that were asked for. */
  asked: string[]
}

/** Serves the built page on a free port of the loopback. */
export function servePage(): Promise<Served> {
  const page = readFileSync(join(root, 'dist/web/index.html'))
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(url === '/' ? page : '')
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
    })
  })
}

export interface FileContent {
  name: string
  bytes: Uint8Array
}

/** Lets files fall on the page, as a mouse does. */
export async function drop(page: Page, files: readonly FileContent[]): Promise<void> {
  const list = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }))
  const transfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of list) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name))
    }
    return transfer
  }, list)
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
}

/** Chooses files with the page's button, as a dialog does. */
export async function choose(page: Page, paths: readonly string[]): Promise<void> {
  await page.setInputFiles('input[type=file]', [...paths])
}
