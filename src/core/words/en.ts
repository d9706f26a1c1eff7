/** English. */
import { unreadableInEnglish } from '../capture/unreadable.js'
import { anomalies } from './en/anomalies.js'
import { pattern, problem, vantage, where } from './en/capture.js'
import { causes } from './en/causes.js'
import { comment } from './en/comments.js'
import { changedField } from './en/comparison.js'
import { observations } from './en/observations.js'
import { effect, place } from './en/place.js'
import { settle } from './en/settle.js'
import { summary, trigger, triggerWhy } from './en/summary.js'
import { text } from './en/text.js'
import type { Words } from './types.js'

export const en: Words = {
  language: 'en',
  sentence: (clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`,
  side: { client: 'client', server: 'server' },
  who: { client: 'the client', server: 'the server', middlebox: 'a device on the path', unknown: 'undecided' },
  kind: {
    reset: 'reset',
    blackhole: 'no answer',
    'icmp-reject': 'refused by ICMP',
    'injected-fin': 'FIN before more data',
    'injected-response': 'two different responses',
    'tampered-content': 'two versions of the same bytes',
    'packet-loss': 'packet loss',
  },
  severity: { info: 'info', note: 'note', warn: 'warning', error: 'error' },
  observation: observations,
  cause: causes,
  unknownCause: 'cause unknown',
  anomaly: anomalies,
  trigger,
  triggerWhy,
  place,
  effect,
  summary,
  settle,
  pattern,
  problem,
  unreadable: unreadableInEnglish,
  where,
  vantage,
  changedField,
  note: { payload: (content) => `text "${content}"`, answer: (status) => `HTTP ${status}` },
  text,
  comment,
}
