import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { CaptureError } from '../core/capture/format.js'
import type { Problems } from '../core/capture/problems.js'
import type { Unreadable } from '../core/capture/unreadable.js'
import { compressionOf, MAGIC_LENGTH } from '../core/reading/compression.js'
import type { Source } from '../core/reading/source.js'
import { CompressedFile } from './compressed-file.js'
import { PlainFile } from './plain-file.js'
import { openStream } from './stream.js'

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
