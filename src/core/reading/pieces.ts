/** Reads from a stream of pieces as from a file: as many bytes as there is room for. */
export class PieceReader {
  private readonly pieces: AsyncIterator<Uint8Array>
  private piece: Uint8Array = new Uint8Array(0)

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.pieces = pieces[Symbol.asyncIterator]()
  }

  /** Fills the beginning of `into` and says how much of it; 0 at the end. @throws what the stream throws */
  async read(into: Uint8Array): Promise<number> {
    while (this.piece.length === 0) {
      const next = await this.next()
      if (!next) return 0
      this.piece = next
    }
    const part = this.piece.subarray(0, into.length)
    into.set(part)
    this.piece = this.piece.subarray(part.length)
    return part.length
  }

  /** The next piece as it comes; `undefined` at the end. @throws what the stream throws */
  async next(): Promise<Uint8Array | undefined> {
    const next = await this.pieces.next()
    return next.done ? undefined : next.value
  }

  /** Ends the stream and what feeds it. */
  close(): void {
    this.pieces.return?.().catch(() => undefined)
  }
}
