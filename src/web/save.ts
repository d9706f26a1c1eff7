import { htmlReport } from '../core/report/html.js'
import type { Answers } from './answers.js'
import type { Overview } from './overview.js'

/** Saves the page with the result inside, by way of the browser's downloads. */
export async function saveReport(delivered: string, answers: Answers, { captures, language }: Overview): Promise<void> {
  const report = htmlReport(delivered, await answers.embedded(language))
  const url = URL.createObjectURL(new Blob([report], { type: 'text/html' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${captures[0]?.name ?? 'capture'}.rstrace.html`
  link.click()
  URL.revokeObjectURL(url)
}
