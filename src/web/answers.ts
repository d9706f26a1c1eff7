/** Where the answers come from: a worker that has the captures, or the result that the page carries. */

import type { FilesAre } from '../core/report/build.js'
import type { Embedded } from '../core/report/html.js'
import type { Language } from '../core/words/index.js'
import type { Analyst } from './analyst.js'
import type { Answer, Detail } from './messages.js'
import { type Overview, overviewOf } from './overview.js'

export interface Answers {
  /** Findings that are not there, of a large result in a report. */
  readonly omitted: number
  overview(language: Language): Promise<Overview>
  detail(id: string, language: Language): Promise<Detail | undefined>
  /** What a report carries. */
  embedded(language: Language): Promise<Embedded>
}

/** Of the captures that the worker was given. */
export class LiveAnswers implements Answers {
  readonly omitted = 0

  constructor(private readonly analyst: Analyst) {}

  analyse(files: File[], as: FilesAre | undefined, language: Language): Promise<Answer> {
    return this.analyst.ask('analyse', { files, as, language })
  }

  overview(language: Language): Promise<Overview> {
    return this.analyst.ask('overview', { language })
  }

  detail(id: string, language: Language): Promise<Detail | undefined> {
    return this.analyst.ask('detail', { id, language })
  }

  embedded(language: Language): Promise<Embedded> {
    return this.analyst.ask('embedded', { language })
  }
}

/** Of the result in a report. */
export class CarriedAnswers implements Answers {
  constructor(private readonly carried: Embedded) {}

  get omitted(): number {
    return this.carried.omitted
  }

  async overview(language: Language): Promise<Overview> {
    return overviewOf(this.carried.reports[language])
  }

  async detail(id: string, language: Language): Promise<Detail | undefined> {
    const finding = this.carried.reports[language].findings.find((each) => each.id === id)
    return finding && { finding, series: this.carried.series[id] }
  }

  async embedded(): Promise<Embedded> {
    return this.carried
  }
}
