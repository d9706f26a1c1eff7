/** Where the pcapng of each capture goes: one file, or a folder with a file for each. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { refusal, UsageError } from './failure.js'
import type { CliWords } from './words/types.js'

/**
 * The path for each capture; none for standard output.
 * @param path of `-o`
 * @param anonymous files in a folder have numbers: the captures' names may tell whose they are
 * @throws UsageError when several captures are to go into one file, or a path cannot be written or is a capture
 */
export function targetsOf(
  files: readonly string[],
  path: string | undefined,
  words: CliWords,
  anonymous = false,
): Map<string, string> {
  const captures = [...new Set(files)]
  const isFolder = path !== undefined && (path.endsWith('/') || (stat(path)?.isDirectory() ?? false))
  if (captures.length > 1 && !isFolder) throw new UsageError(words.severalCaptures, words.nameFolder)
  if (path === undefined) return new Map()
  const targets = isFolder ? inFolder(captures, path, words, anonymous) : new Map([[captures[0], path]])
  for (const target of targets.values()) check(target, captures, words)
  return targets
}

/** Two names of one file, be it by links. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [stat(one), stat(other)]
  return a !== undefined && b !== undefined && a.isFile() && a.dev === b.dev && a.ino === b.ino
}

function inFolder(
  captures: readonly string[],
  folder: string,
  words: CliWords,
  anonymous: boolean,
): Map<string, string> {
  refusable(folder, words, () => mkdirSync(folder, { recursive: true }))
  const taken = new Set<string>()
  const nameOf = (capture: string, i: number) => (anonymous ? `capture-${i + 1}.pcapng` : freeName(capture, taken))
  return new Map(captures.map((capture, i) => [capture, join(folder, nameOf(capture, i))]))
}

/** `ring.pcap` and `ring.pcap.gz` become `ring.pcapng` and `ring-2.pcapng`. */
function freeName(capture: string, taken: Set<string>): string {
  const stem = basename(capture)
    .replace(/\.(gz|zst)$/i, '')
    .replace(/\.(pcap|pcapng|cap|dmp)$/i, '')
  let name = `${stem}.pcapng`
  for (let count = 2; taken.has(name); count++) name = `${stem}-${count}.pcapng`
  taken.add(name)
  return name
}

/** Before hours of reading, rather than after them. */
function check(target: string, captures: readonly string[], words: CliWords): void {
  if (captures.some((capture) => isSameFile(capture, target))) throw new UsageError(words.outputIsInput(target))
  refusable(target, words, () => accessSync(stat(target) ? target : dirname(target), constants.W_OK))
}

function refusable(path: string, words: CliWords, action: () => void): void {
  try {
    action()
  } catch (error) {
    throw new UsageError(words.cannotWrite(path, refusal(error, words)))
  }
}

const stat = (path: string) => statSync(path, { throwIfNoEntry: false })
