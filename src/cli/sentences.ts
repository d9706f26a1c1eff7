import type { Report } from '../core/report/model.js'
import type { Output } from './output.js'
import type { TextPrinter } from './print.js'
import { Printed } from './printed.js'

/** A sentence for each finding, once: what `-q` prints, and text while a stream goes on. */
export class Sentences implements TextPrinter {
  private readonly printed = new Printed()

  /** @param all benign findings too */
  constructor(
    private readonly output: Output,
    private readonly all: boolean,
  ) {}

  live({ findings }: Report): void {
    const wanted = findings.filter(({ severity }) => this.all || severity !== 'info')
    for (const { summary } of this.printed.take(wanted)) this.output.write(`${summary}\n`)
  }

  whole(report: Report): void {
    this.live(report)
  }
}
