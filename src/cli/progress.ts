/** The bar of a long run, on stderr: only on a terminal and for input that takes a while to read. */
const WORTH_A_BAR = 50_000_000
const WIDTH = 30

export interface Progress {
  update(bytes: number, total: number): void
  /** Takes the bar away. */
  erase(): void
}

export function progressBar(stream: NodeJS.WriteStream = process.stderr): Progress {
  let drawn = -1
  return {
    update: (bytes, total) => {
      const percent = Math.floor((100 * Math.min(bytes, total)) / total)
      if (total < WORTH_A_BAR || percent === drawn) return
      drawn = percent
      const full = Math.round((WIDTH * percent) / 100)
      stream.write(`\r[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${String(percent).padStart(3)} %`)
    },
    erase: () => {
      if (drawn >= 0) stream.write('\r\x1b[K')
      drawn = -1
    },
  }
}
