import type { Compression } from './compression.js'
import type { Visit, Wanted } from './records.js'

/** Where the bytes of a capture come from. Those that are at hand answer at once, all others with a promise. */
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
