import type { Finding } from '../core/report/model.js'

/** What of a stream's findings was printed while it went on, and under which numbers: those of the order of printing. */
export class Printed {
  private readonly ids = new Map<string, string>()

  /** The findings that were not printed yet, numbered. */
  take(findings: readonly Finding[]): Finding[] {
    return findings.filter((finding) => !this.idOf(finding)).map((finding) => this.number(finding))
  }

  idOf(finding: Finding): string | undefined {
    return this.ids.get(keyOf(finding))
  }

  private number(finding: Finding): Finding {
    const id = String(this.ids.size + 1)
    this.ids.set(keyOf(finding), id)
    return { ...finding, id }
  }
}

const keyOf = ({ capture, kind, frame }: Finding): string => `${capture}:${kind}:${frame}`
