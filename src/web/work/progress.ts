/** Bytes read, and in all. */
export type OnProgress = (bytes: number, total: number) => void

/** More often than this, in milliseconds, nobody could see it. */
const EVERY_MS = 50

/** How far all files together were read. */
export class Progress {
  private readonly read: number[]
  private readonly total: number
  private told = 0

  constructor(
    files: readonly File[],
    private readonly onProgress: OnProgress,
  ) {
    this.read = files.map(() => 0)
    this.total = files.reduce((sum, file) => sum + file.size, 0)
  }

  set(file: number, bytes: number): void {
    this.read[file] = bytes
    const now = performance.now()
    if (now - this.told < EVERY_MS) return
    this.told = now
    this.onProgress(
      this.read.reduce((sum, bytes) => sum + bytes, 0),
      this.total,
    )
  }
}
