import { openSync } from 'node:fs'
import type { CaptureFeed } from '../core/capture/feed.js'
import { CaptureError } from '../core/capture/format.js'
import { PlainFile } from './plain-file.js'

/** A record to be read again: its place in the decompressed stream and its length, in bytes. */
export interface Wanted {
  readonly position: number
  readonly length: number
}

/** Receives a record that was read again. `bytes` is valid during the call only. */
export type Visit = (position: number, bytes: Uint8Array) => void

/** Where the bytes of a capture come from. Plain files answer at once, all others with a promise. */
export interface Source {
  /** As the user wrote it; `-` is standard input. */
  readonly name: string
  readonly compression: 'none' | 'gzip' | 'zstd'
  /** Bytes on disk, when that is known. */
  readonly size?: number
  /** Fills the beginning of `into` with the next bytes of the decompressed stream; 0 is its end. */
  read(into: Uint8Array): number | Promise<number>
  /** Reads records again, in ascending order. What is not there any more is not visited. */
  fetch(wanted: readonly Wanted[], visit: Visit): void | Promise<void>
  close(): void
}

/**
 * Opens a capture file.
 * @throws CaptureError when it cannot be opened
 */
export function openSource(path: string): Source {
  return new PlainFile(path, open(path))
}

/** Reads a source to its end. @throws CaptureError as the feed does */
export async function pump(source: Source, feed: CaptureFeed): Promise<void> {
  for (;;) {
    const read = source.read(feed.space())
    const count = typeof read === 'number' ? read : await read
    if (count === 0) break
    feed.commit(count)
  }
  feed.end()
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw new CaptureError(String(error), 0)
  }
}
