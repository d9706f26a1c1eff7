/** What is copied of a capture, and with which comments. */
export interface CopyPlan {
  /** Numbers of the packets to write, ascending; when absent everything is written, whatever it is. */
  readonly frames?: Uint32Array
  /** Comments to add, by frame. */
  readonly comments: ReadonlyMap<number, string>
  /** Comment to add to the (first) section. */
  readonly summary: string
  /** Write the keys of encrypted sessions, too. */
  readonly keepSecrets: boolean
  /** Name and version of the writing program, for a section that it begins itself. */
  readonly application: string
}

/** Takes a piece of the copy; the bytes are valid during the call only. */
export type Write = (bytes: Uint8Array) => void

/** Which packets are written. Asked for one after the other, in ascending order. */
export class Chosen {
  private next = 0

  constructor(private readonly frames: Uint32Array | undefined) {}

  has(frame: number): boolean {
    if (!this.frames) return true
    while (this.frames[this.next] < frame) this.next++
    return this.frames[this.next] === frame
  }
}
