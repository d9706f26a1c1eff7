import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import type { Compression } from '../core/reading/compression.js'

/** Output in larger pieces costs fewer trips between threads. */
const OPTIONS = { chunkSize: 1024 * 1024 }

/**
 * The decompressed stream in pieces.
 * @throws Error where the compressed data is damaged or ends early, after the pieces before it
 */
export function decompress(compression: Compression, input: Readable): AsyncIterable<Uint8Array> {
  if (compression === 'gzip') return through(input, zlib.createGunzip(OPTIONS))
  return compression === 'zstd' ? unzstd(input) : input
}

/** The `zstd` program is several times as fast as the library, which is there for when the program is not. */
async function* unzstd(input: Readable): AsyncGenerator<Uint8Array> {
  const program = await startProgram()
  if (program) yield* throughProgram(input, program)
  else if (createZstdDecompress) yield* through(input, createZstdDecompress(OPTIONS))
  else yield* throughLibrary(input)
}

/** In Node 22.15 and later. */
const { createZstdDecompress } = zlib as unknown as {
  createZstdDecompress?: (options: zlib.ZlibOptions) => zlib.Gunzip
}

type Program = ReturnType<typeof spawnZstd>

const spawnZstd = () => spawn('zstd', ['-dcq'], { stdio: ['pipe', 'pipe', 'ignore'] })

async function startProgram(): Promise<Program | undefined> {
  const program = spawnZstd()
  try {
    await once(program, 'spawn')
    return program
  } catch {
    return undefined
  }
}

async function* throughProgram(input: Readable, program: Program): AsyncGenerator<Uint8Array> {
  const exit = once(program, 'close')
  // It closes its input when it finds damage; its exit code says so.
  program.stdin.on('error', () => input.destroy())
  input.on('error', () => program.kill()).pipe(program.stdin)
  try {
    yield* program.stdout
    const [code] = await exit
    if (code !== 0) throw new Error(`zstd ended with ${code}`)
  } finally {
    program.kill()
    input.destroy()
  }
}

/** A stream that is piped drops its unread output when it finds damage: so one piece at a time goes in and comes out. */
async function* through(input: Readable, transform: zlib.Gunzip): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  transform.on('data', (piece) => pieces.push(piece))
  const damage = new Promise<Error>((resolve) => transform.once('error', resolve))
  async function* after(done: Promise<void>): AsyncGenerator<Uint8Array> {
    const error = await Promise.race([damage, done])
    yield* pieces.splice(0)
    if (error) throw error
  }
  try {
    for await (const chunk of input) yield* after(new Promise((done) => transform.write(chunk, () => done())))
    yield* after(new Promise((done) => transform.once('end', done).end()))
  } finally {
    transform.destroy()
  }
}

async function* throughLibrary(input: Readable): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd')
  const pieces: Uint8Array[] = []
  const decompressor = new Decompress((piece) => pieces.push(piece))
  function* push(chunk: Uint8Array, final: boolean): Generator<Uint8Array> {
    try {
      decompressor.push(chunk, final)
    } finally {
      // Damage is thrown behind what was decompressed before it.
      yield* pieces.splice(0)
    }
  }
  for await (const chunk of input) yield* push(chunk, false)
  yield* push(new Uint8Array(0), true)
}
