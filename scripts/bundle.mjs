// Bundles the compiled command line into dist/: fewer files to open, so it starts faster. What a run may not need
// (text output, zstd) stays in files of its own, loaded when it is used.
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'

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

writeFileSync('dist/LICENSES.txt', licencesOf(metafile))
