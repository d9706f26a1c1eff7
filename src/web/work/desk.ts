/** What the worker keeps between questions: the analysis, from which a report can be made in any language. */
import { CaptureError } from '../../core/capture/format.js'
import { seedHash } from '../../core/flow/table.js'
import { type FilesAnalysis, type Host, runAnalysis } from '../../core/reading/run.js'
import { buildReport } from '../../core/report/build.js'
import { embed } from '../../core/report/html.js'
import type { Report } from '../../core/report/model.js'
import { seriesOf } from '../../core/report/series.js'
import type { Language } from '../../core/words/index.js'
import type { Questions } from '../messages.js'
import { overviewOf } from '../overview.js'
import { inputsOf } from './inputs.js'
import { type OnProgress, Progress } from './progress.js'

type Answers = { [T in keyof Questions]: (ask: Questions[T]['ask']) => Promise<Questions[T]['answer']> }

/** A browser compiles well what it saw run a few times: after that an analysis takes a tenth less time. */
const REHEARSALS = 5

export class Desk implements Answers {
  /** Under way or over. */
  private rehearsal: Promise<undefined> = Promise.resolve(undefined)
  private isAsked = false
  private asked: Questions['analyse']['ask'] = { files: [], language: 'en' }
  private analysis: FilesAnalysis = { points: [], unreadable: [], pairs: [] }
  private readonly reports = new Map<Language, Report>()

  /** @param room bytes of the files that may be kept in memory */
  constructor(
    private readonly onProgress: OnProgress,
    private readonly room?: number,
  ) {}

  rehearse({ files }: Questions['rehearse']['ask']): Promise<undefined> {
    this.rehearsal = this.rehearseOn(files)
    return this.rehearsal
  }

  /** Ends after a round when it is no longer time to rehearse. */
  private async rehearseOn(files: File[]): Promise<undefined> {
    for (let round = 0; round < REHEARSALS && !this.isAsked; round++) {
      const inputs = inputsOf(files, () => undefined)
      const { points, pairs } = await runAnalysis(inputs, host, {})
      buildReport(points, 'en', pairs)
    }
    return undefined
  }

  async analyse(ask: Questions['analyse']['ask']): Promise<Questions['analyse']['answer']> {
    this.isAsked = true
    await this.rehearsal
    const [a, b] = crypto.getRandomValues(new Uint32Array(2))
    seedHash(a, b)
    this.asked = ask
    const progress = new Progress(ask.files, this.onProgress)
    const inputs = inputsOf(ask.files, (file, bytes) => progress.set(file, bytes), this.room)
    this.analysis = await runAnalysis(inputs, host, { as: ask.as })
    this.reports.clear()
    const unreadable = this.analysis.unreadable.map(({ name, error }) => ({
      name,
      reason: error.reason,
      position: error.position,
    }))
    return { overview: overviewOf(this.report(ask.language)), unreadable }
  }

  async overview({ language }: Questions['overview']['ask']): Promise<Questions['overview']['answer']> {
    return overviewOf(this.report(language))
  }

  async detail({ id, language }: Questions['detail']['ask']): Promise<Questions['detail']['answer']> {
    // Findings are numbered from 1, in order.
    const finding = this.report(language).findings[Number(id) - 1]
    return finding && { finding, series: seriesOf(this.analysis.points, id) }
  }

  async embedded({ language }: Questions['embedded']['ask']): Promise<Questions['embedded']['answer']> {
    const { points } = this.analysis
    return embed({ language, report: (language) => this.report(language), seriesOf: (id) => seriesOf(points, id) })
  }

  private report(language: Language): Report {
    const { points, pairs } = this.analysis
    const report = this.reports.get(language) ?? buildReport(points, language, pairs, this.asked.as)
    this.reports.set(language, report)
    return report
  }
}

/** Nothing else waits for its turn in a worker whose only interruption is its end. */
const breathe = async (): Promise<void> => undefined

const host: Host = {
  breathe,
  reading: () => ({ breathe }),
  captureError(error) {
    if (error instanceof CaptureError) return error
    // The browser's own: the file was moved, changed, or may not be read.
    if (error instanceof DOMException) return new CaptureError({ why: 'system', message: error.message }, 0)
    throw error
  },
}
