/** The page's end of the worker. One worker serves one analysis: to cancel it is to end the worker. */
import type { Questions, Reply, Topic } from './messages.js'

interface Waiting {
  resolve(answer: never): void
  reject(error: Error): void
}

export class Analyst {
  onProgress: (bytes: number, total: number) => void = () => undefined
  /** It was given something to analyse. */
  isUsed = false
  private readonly waiting = new Map<number, Waiting>()
  private tickets = 0
  private readonly worker: Worker

  constructor(url: string) {
    this.worker = new Worker(url)
    this.worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.hear(data))
    this.worker.addEventListener('error', ({ message }) => this.fail(new Error(message)))
  }

  /** Practises while nobody waits. */
  rehearse(files: File[]): void {
    this.ask('rehearse', { files }).catch(() => undefined)
  }

  /** @throws Error for a fault of the program */
  ask<T extends Topic>(topic: T, ask: Questions[T]['ask']): Promise<Questions[T]['answer']> {
    const ticket = ++this.tickets
    this.isUsed ||= topic === 'analyse'
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject })
      this.worker.postMessage({ topic, ticket, ask })
    })
  }

  /** Whoever still waits for an answer never gets one. */
  dismiss(): void {
    this.worker.terminate()
    this.waiting.clear()
  }

  private hear(reply: Reply): void {
    if (reply.kind === 'progress') this.onProgress(reply.bytes, reply.total)
    else this.settle(reply)
  }

  private settle(reply: Exclude<Reply, { kind: 'progress' }>): void {
    const waiting = this.waiting.get(reply.ticket)
    this.waiting.delete(reply.ticket)
    if (reply.kind === 'fault') waiting?.reject(new Error(reply.message))
    else waiting?.resolve(reply.answer as never)
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
