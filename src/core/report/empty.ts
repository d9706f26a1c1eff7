import type { Language } from '../words/types.js'
import type { Report } from './model.js'
import { VERSION } from './version.js'

/** A report on no capture: what an experiment alone is reported in. */
export const emptyReport = (language: Language): Report => ({
  schema: 'rstrace/1',
  tool: { name: 'rstrace', version: VERSION },
  language,
  captures: [],
  connections: { total: 0, reset: 0, examined: 0, packets: 0 },
  findings: [],
  patterns: [],
})
