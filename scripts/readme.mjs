// Puts what the example prints today into README.md; with --check, fails when it is not what stands there.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

process.chdir(new URL('..', import.meta.url).pathname)
const output = execFileSync('node', ['dist/rstrace.js', '--lang', 'en', 'examples/article.pcap'], { encoding: 'utf8' })
const readme = readFileSync('README.md', 'utf8')
const fresh = readme.replace(/(\$ rstrace examples\/article\.pcap\n)[\s\S]*?(?=```)/, (_, command) => command + output)
if (process.argv.includes('--check')) {
  if (fresh !== readme) throw new Error('README.md shows an old answer: run npm run examples')
} else {
  writeFileSync('README.md', fresh)
}
