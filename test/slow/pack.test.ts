/** The package as a stranger gets it: packed, installed into an empty folder without scripts, and used. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rstrace-pack-'))
const home = join(folder, 'home')
const packedFiles: string[] = []
after(() => rmSync(folder, { recursive: true }))

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}

/** A module of the stranger's, run by Node. */
function script(name: string, text: string): string {
  writeFileSync(join(home, name), text)
  return run(process.execPath, [name], home)
}

before(() => {
  mkdirSync(home)
  const [packed] = JSON.parse(run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root))
  packedFiles.push(...packed.files.map((file: { path: string }) => file.path))
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']
  run('npm', ['install', ...quietly, join(folder, packed.filename)], home)
})

describe('the package', () => {
  it('holds what is needed and nothing else', () => {
    const needed = ['package.json', 'README.md', 'LICENSE', 'dist/rstrace.js', 'dist/LICENSES.txt']
    const library = ['core', 'node'].flatMap((part) => [`build/src/${part}/index.js`, `build/src/${part}/index.d.ts`])
    const read = [
      'docs/rstrace-1.schema.json',
      'docs/en/causes/abort.md',
      'docs/zh/causes/abort.md',
      'examples/article.pcap',
    ]
    for (const path of [...needed, ...library, ...read]) assert.ok(packedFiles.includes(path), `${path} is missing`)
    const expected =
      /^(package\.json|README\.md|LICENSE|dist\/|build\/src\/(core|node)\/.*\.(js|d\.ts)$|docs\/|examples\/)/
    assert.deepEqual(
      packedFiles.filter((path) => !expected.test(path)),
      [],
    )
  })

  it('runs as npx rstrace', () => {
    const version = JSON.parse(run('npm', ['pkg', 'get', 'version'], root))
    assert.equal(run('npx', ['rstrace', '--version'], home).trim(), version)
    const example = join(home, 'node_modules/rstrace/examples/article.pcap')
    const report = JSON.parse(run('npx', ['rstrace', '--format', 'json', example], home))
    assert.equal(report.findings[0].origin.who, 'middlebox')
    assert.match(run('npx', ['rstrace', 'explain', 'abort'], home), /^# /)
  })

  it('is a library for bytes and for files', () => {
    const example = 'node_modules/rstrace/examples/article.pcap'
    const output = script(
      'use.js',
      `import { readFileSync } from 'node:fs'
       import { analyze } from 'rstrace'
       import { reportFiles } from 'rstrace/node'
       const inMemory = analyze(new Uint8Array(readFileSync('${example}')))
       const fromFile = await reportFiles(['${example}'])
       console.log(JSON.stringify([inMemory, fromFile].map(({ findings }) => findings.map((f) => [f.frame, f.origin.who]))))`,
    )
    const findings = [[49, 'middlebox'], [50, 'server']] // biome-ignore format: a table
    assert.deepEqual(JSON.parse(output), [findings, findings])
  })

  it('has types that resolve without any other types', () => {
    const compiler = fileURLToPath(import.meta.resolve('typescript/package.json')).replace('package.json', 'bin/tsc')
    writeFileSync(
      join(home, 'types.ts'),
      `import { analyze, analyzeCapture, buildReport, copyFeed, copyPlans, formats, seriesOf } from 'rstrace'
       import type { CopyPlan, Report, Series } from 'rstrace'
       import { type FilesAnalysis, analyzeFiles, copyFile, reportFiles } from 'rstrace/node'
       const report: Report = analyze(new Uint8Array(0), { language: 'zh' })
       export const who: 'client' | 'server' | 'middlebox' | 'unknown' = report.findings[0].origin.who
       export const texts: string[] = formats.map(({ render }) => render(report, { width: 80 }))
       export const later: Promise<Report> = reportFiles(['a.pcap'])
       const points = [analyzeCapture(new Uint8Array(0), 'a.pcap')]
       export const series: Series | undefined = seriesOf(points, '1')
       const [plan]: CopyPlan[] = copyPlans(buildReport(points, 'en'), points)
       copyFeed(plan, (bytes: Uint8Array) => void bytes).push(new Uint8Array(0))
       const files: FilesAnalysis = await analyzeFiles(['a.pcap'])
       await copyFile('a.pcap', copyPlans(buildReport(files.points, 'en', files.pairs), files.points)[0], () => {})
       // @ts-expect-error: the types are real
       export const wrong: number = report.findings[0].origin.who`,
    )
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '']
    run(process.execPath, [compiler, ...options, 'types.ts'], home)
  })
})
