/** The page that comes with the program, with a result inside. */
import { readFileSync } from 'node:fs'
import { type Embeddable, embed, htmlReport } from '../core/report/html.js'
import { resource } from './resources.js'

/** The page without a result: captures are dropped on it. */
export const emptyPage = (): string => readFileSync(resource('dist/web/index.html'), 'utf8')

export const reportPage = (result: Embeddable): string => htmlReport(emptyPage(), embed(result))
