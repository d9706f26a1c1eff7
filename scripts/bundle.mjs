// Bundles the compiled command line into dist/: fewer files to open, so it starts faster. What a run may not need
// (text output, zstd) stays in files of its own, loaded when it is used.
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: { rstrace: 'build/src/cli/main.js' },
  outdir: 'dist',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Optional, with machine code in it: found at run time or not at all.
  external: ['koffi'],
  // commander and picocolors are CommonJS and require Node's modules.
  banner: { js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)" },
  metafile: true,
  logLevel: 'warning',
})
chmodSync('dist/rstrace.js', 0o755)

// The licences of what was bundled ask to be passed on with it.
const bundled = Object.keys(metafile.inputs).flatMap(
  (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
)
const licences = [...new Set(bundled)].map((name) => {
  const folder = `node_modules/${name}`
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const text = ['LICENSE', 'license'].map((file) => read(`${folder}/${file}`)).find(Boolean)
  if (!text) throw new Error(`${name} has no licence file`)
  return `${name} ${version}\n\n${text}`
})
writeFileSync('dist/LICENSES.txt', licences.join('\n\n'))

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
