/** The arrows between the folders of src/, held against its import lines. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../src', import.meta.url))

interface Import {
  file: string
  /** Folder of the importing file, below src/ and core/. */
  from: string
  /** Folder of what it imports; for a package, its name. */
  to: string
  typeOnly: boolean
  foreign: boolean
}

const imports = sources(root).flatMap(importsOf)

/** What each folder of the core may import besides itself. */
const allowed: Record<string, readonly string[]> = {
  wire: [],
  capture: ['wire'],
  anonymize: ['capture', 'wire'],
  flow: ['capture', 'wire'],
  casefile: ['capture', 'wire', 'flow'],
  evidence: ['capture', 'wire', 'flow', 'casefile'],
  verdict: ['capture', 'wire', 'flow', 'casefile', 'evidence'],
  words: ['capture', 'casefile', 'evidence', 'verdict', 'pattern'],
}
describe('the walls', () => {
  it('are seen: the test reads real import lines', () => {
    assert.ok(imports.length > 200)
    assert.ok(imports.some(({ from, to }) => from === 'evidence' && to === 'casefile'))
  })

  it('each stage of the core knows only those before it, and words only what they name', () => {
    const wrong = imports.filter(({ from, to }) => from in allowed && from !== to && !allowed[from].includes(to))
    assert.deepEqual(wrong, [])
  })

  it('the core imports neither Node nor packages nor what is around it', () => {
    const wrong = imports.filter(({ file, to, foreign }) => file.startsWith('core/') && (foreign || isOutside(to)))
    assert.deepEqual(wrong, [])
  })

  it('the Node layer does not know the command line, and nothing else imports it', () => {
    const wrong = imports.filter(({ from, to }) => to === 'cli' && from !== 'cli')
    assert.deepEqual(wrong, [])
  })

  it('the page knows the core and its own packages, and nothing else knows the page', () => {
    const outward = imports.filter(({ file, to }) => file.startsWith('web/') && (to === 'node' || to === 'cli'))
    assert.deepEqual(outward, [])
    const inward = imports.filter(({ file, to }) => to === 'web' && !file.startsWith('web/'))
    assert.deepEqual(inward, [])
    const packages = new Set(
      imports.flatMap(({ file, to, foreign }) => (file.startsWith('web/') && foreign ? [to] : [])),
    )
    const few = ['@tanstack/virtual-core', 'fzstd', 'preact', 'preact/hooks', 'uplot']
    assert.deepEqual([...packages].sort(), few)
  })

  it('plans, verdicts and simulations of probes know the core only; sockets are in a folder of their own', () => {
    const wrong = imports.filter(({ from, to, foreign }) => from === 'probe' && (foreign || beside.includes(to)))
    assert.deepEqual(wrong, [])
    const capture = imports.filter(({ from, to }) => from === 'node' && (to === 'probe' || to === 'probe/node'))
    assert.deepEqual(capture, [])
  })

  it('no folder is imported at run time by one that it imports', () => {
    const arrows = new Map<string, Set<string>>()
    for (const { from, to, typeOnly, foreign } of imports) {
      if (foreign || typeOnly || from === to) continue
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
    assert.deepEqual(cycleIn(arrows), [])
  })
})

const isOutside = (folder: string): boolean => ['node', 'cli', 'web', 'probe', 'probe/node'].includes(folder)
/** What stands on the core beside the experiments. */
const beside = ['node', 'probe/node', 'cli', 'web']

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8')
  const lines = text.matchAll(
    /^(?:import|export)\s+(type\s)?([^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...lines].map(([, type, names, fixed, dynamic]) => {
    const target = fixed ?? dynamic
    const foreign = !target.startsWith('.')
    return {
      file: relative(root, path),
      from: folderOf(path),
      to: foreign ? target : folderOf(resolve(dirname(path), target)),
      typeOnly: Boolean(type) || onlyTypes(names),
      foreign,
    }
  })
}

/** `import { type A, type B } from` leaves nothing at run time that is used. */
function onlyTypes(names = ''): boolean {
  const list =
    /^\{(.*)\}/s
      .exec(names)?.[1]
      .split(',')
      .filter((name) => name.trim() !== '') ?? []
  return list.length > 0 && list.every((name) => /^\s*type\s/.test(name))
}

/** `capture`, `wire`, … for folders of the core, `core` for the files above them; `node`, `cli`, `probe`, `probe/node`. */
function folderOf(path: string): string {
  const [top, second, ...rest] = relative(root, path).split('/')
  if (top === 'probe' && second === 'node') return 'probe/node'
  return top === 'core' && rest.length > 0 ? second : top
}

/** The folders of a cycle, when there is one. */
function cycleIn(arrows: Map<string, Set<string>>): string[] {
  const done = new Set<string>()
  const search = (folder: string, path: string[]): string[] => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder]
    if (done.has(folder)) return []
    for (const next of arrows.get(folder) ?? []) {
      const cycle = search(next, [...path, folder])
      if (cycle.length > 0) return cycle
    }
    done.add(folder)
    return []
  }
  for (const folder of arrows.keys()) {
    const cycle = search(folder, [])
    if (cycle.length > 0) return cycle
  }
  return []
}
