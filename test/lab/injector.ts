/** Builds injector.c and reads its log. */
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from './process.js'
import type { SegmentKey } from './segments.js'

/** The built program, next to the compiled lab. */
export const INJECTOR = fileURLToPath(new URL('injector', import.meta.url))
const SOURCE = fileURLToPath(new URL('../../../test/lab/injector.c', import.meta.url))

export function buildInjector(): void {
  if (existsSync(INJECTOR) && statSync(INJECTOR).mtimeMs > statSync(SOURCE).mtimeMs) return
  run('gcc', ['-O2', '-Wall', '-Wextra', '-o', INJECTOR, SOURCE])
}

/** One segment it forged, and the one that set it off. */
export interface Forgery {
  forged: SegmentKey
  trigger?: SegmentKey
}

export function forgeriesIn(output: string): Forgery[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'))
  return lines.map((line) => JSON.parse(line) as Forgery)
}
