/** Sets of labelled captures: folders with a truth.json and what it names, and rstrace's report on each. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reportFiles } from '../../src/node/index.js'
import type { Case } from './lab.js'
import type { Report } from './score.js'

const MAIN = fileURLToPath(new URL('main.js', import.meta.url))

/** A case with its report; `failed` in words when there is none. */
export interface Examined {
  truth: Case
  report: Report
  failed?: string
}

export const casesOf = (set: string): Case[] => JSON.parse(readFileSync(join(set, 'truth.json'), 'utf8')) as Case[]

/** The folders, each followed by the pairs that the lab keeps beside its single captures. */
export function withPairs(sets: string[]): string[] {
  return sets.flatMap((set) => [set, join(set, 'pairs')]).filter((set) => existsSync(join(set, 'truth.json')))
}

/** The whole set, three variants of each scenario, in a folder of its own under the system's temporary one; or the end. */
export function makeSet(seed: number): string {
  const folder = mkdtempSync(join(tmpdir(), `rstrace-lab-${seed}-`))
  const words = [MAIN, '--all', '--seed', `${seed}`, '--out', folder]
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' })
  // 1: some cases failed, and the lab has said which; the others count.
  if (status === 0 || status === 1) return folder
  rmSync(folder, { recursive: true })
  console.error('no set was made: name one with --set')
  process.exit(2)
}

/** Reads the captures with rstrace as compiled here, or with another one given as a command. */
export async function examine(set: string, command?: string): Promise<Examined[]> {
  const examined: Examined[] = []
  for (const truth of casesOf(set)) {
    const files = filesOf(truth).map((file) => resolve(set, file))
    try {
      examined.push({ truth, report: command ? runOn(files, command) : await reportFiles(files) })
    } catch (error) {
      examined.push({ truth, report: { findings: [] }, failed: (error as Error).message })
    }
  }
  return examined
}

export const filesOf = ({ file, files }: Case): string[] => files ?? [file!]

function runOn(files: string[], command: string): Report {
  const [program, ...words] = command.split(' ')
  const run = spawnSync(program, [...words, ...files, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  })
  try {
    return JSON.parse(run.stdout) as Report
  } catch {
    const words = (run.stderr || run.stdout || '').trim().split('\n').at(-1)
    throw new Error(`exit ${run.status ?? run.signal}: ${words}`)
  }
}
