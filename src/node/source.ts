import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { CaptureError } from '../core/capture/format.js'
import type { Problems } from '../core/capture/problems.js'
import type { Unreadable } from '../core/capture/unreadable.js'
import { CompressedFile } from './compressed-file.js'
import { type Compression, compressionOf, MAGIC_LENGTH } from './compression.js'
import { PlainFile } from './plain-file.js'
import type { Visit, Wanted } from './records.js'
import { openStream } from './stream.js'

/** Where the bytes of a capture come from. Plain files answer at once, all others with a promise. */
export interface Source {
  /** As the user wrote it; `-` is standard input. */
  readonly name: string
  readonly compression: Compression
  /** Bytes on disk, when that is known. */
  readonly size?: number
  /**
   * Fills the beginning of `into` with the next bytes of the decompressed stream and says how many; 0 is its end.
   * @throws CaptureError when they cannot be read
   */
  read(into: Uint8Array): number | Promise<number>
  /** Reads records again, given in ascending order. Those that are not there any more are not visited. */
  fetch(wanted: readonly Wanted[], visit: Visit): void | Promise<void>
  close(): void
}

/**
 * Opens a capture: a file, a pipe, or `-` for standard input; compressed or not, which its first bytes tell.
 * @throws CaptureError when it cannot be opened
 */
export async function openSource(path: string, problems: Problems): Promise<Source> {
  const descriptor = path === '-' ? 0 : open(path)
  const stat = fstatSync(descriptor)
  if (stat.isDirectory()) {
    closeSync(descriptor)
    throw new CaptureError({ why: 'directory' }, 0)
  }
  if (stat.isFile()) return openFile(path, descriptor, stat.size, problems)
  if (path !== '-') return openStream(path, createReadStream('', { fd: descriptor }), problems)
  if (process.stdin.isTTY) throw new CaptureError({ why: 'terminal' }, 0)
  return openStream(path, process.stdin, problems)
}

function openFile(name: string, descriptor: number, size: number, problems: Problems): Source {
  const head = new Uint8Array(MAGIC_LENGTH)
  const compression = compressionOf(head.subarray(0, readSync(descriptor, head, 0, head.length, 0)))
  if (compression === 'none') return new PlainFile(name, descriptor, size)
  return new CompressedFile(name, descriptor, size, compression, problems)
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw new CaptureError(reason(error as NodeJS.ErrnoException), 0)
  }
}

function reason({ code, message }: NodeJS.ErrnoException): Unreadable {
  if (code === 'ENOENT') return { why: 'no-such-file' }
  if (code === 'EACCES' || code === 'EPERM') return { why: 'denied' }
  if (code === 'ENOTDIR') return { why: 'not-a-folder' }
  return { why: 'system', message }
}
