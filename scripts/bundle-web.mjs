// Builds the page into dist/web/index.html: one document with its style, its program and its worker's inside, so that
// it can be hosted anywhere, opened from a disk, and sent on as a report. Its policy (CSP) names each of them by hash
// and allows nothing else, no network least of all.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'

const EXAMPLES = ['article.pcap', 'article-server.pcap']

/** The page as text. */
export async function pageHtml({ minify = true } = {}) {
  const [script, analyst, style] = await Promise.all([
    bundle('src/web/page.tsx', { minify, define: { EXAMPLES: JSON.stringify(examples()) } }),
    bundle('src/web/worker.ts', { minify }),
    bundle('src/web/page.css', { minify }),
  ])
  const parts = { policy: policyOf({ script, style }), icon: iconUrl(), style, analyst, script }
  return readFileSync('src/web/index.html', 'utf8').replace(/\{(\w+)\}/g, (_, name) => parts[name])
}

async function bundle(entry, options) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    ...options,
  })
  const text = outputFiles[0].text.trimEnd()
  const licences = licencesOf(metafile)
  // HTML §4.12.1.3: what the text of a script must not hold.
  if (/<!--|<\/script|<\/style/i.test(text)) throw new Error(`${entry}: cannot stand inside its element`)
  return licences === '' ? text : `${commentOf(licences)}\n${text}`
}

// In a page a carriage return is not what was hashed, and other things would end the comment or the element.
function commentOf(licences) {
  const text = licences.replaceAll('\r', '').replaceAll('*/', '* /').replaceAll('</', '< /')
  return `/*!\n${text}\n*/`
}

function policyOf({ script, style }) {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'worker-src blob:',
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types rstrace',
  ].join('; ')
}

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`

function examples() {
  return Object.fromEntries(EXAMPLES.map((name) => [name, readFileSync(`examples/${name}`).toString('base64')]))
}

const iconUrl = () => `data:image/svg+xml;base64,${readFileSync('src/web/icon.svg').toString('base64')}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const html = await pageHtml()
  mkdirSync('dist/web', { recursive: true })
  writeFileSync('dist/web/index.html', html)
  console.log(`dist/web/index.html: ${Math.round(gzipSync(html).length / 1000)} kB compressed`)
}
