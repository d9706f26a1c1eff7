/** Chinese. */
import type { Words } from './types.js'
import { anomalies } from './zh/anomalies.js'
import { pattern, problem, vantage, where } from './zh/capture.js'
import { causes } from './zh/causes.js'
import { comment } from './zh/comments.js'
import { changedField } from './zh/comparison.js'
import { observations } from './zh/observations.js'
import { effect, place } from './zh/place.js'
import { settle } from './zh/settle.js'
import { summary, trigger, triggerWhy } from './zh/summary.js'
import { SIDE } from './zh/terms.js'
import { text } from './zh/text.js'
import { unreadable } from './zh/unreadable.js'

export const zh: Words = {
  language: 'zh',
  sentence: (clause) => `${clause}。`,
  side: SIDE,
  who: { client: '客户端', server: '服务端', middlebox: '中间设备', unknown: '不能确定' },
  kind: {
    reset: 'RST',
    blackhole: '无应答',
    'icmp-reject': '被 ICMP 拒绝',
    'injected-fin': 'FIN 之后仍有数据',
    'injected-response': '两个不同的应答',
    'tampered-content': '同一段数据有两个版本',
    'packet-loss': '丢包',
  },
  severity: { info: '信息', note: '注意', warn: '警告', error: '错误' },
  observation: observations,
  cause: causes,
  unknownCause: '原因不明',
  anomaly: anomalies,
  trigger,
  triggerWhy,
  place,
  effect,
  summary,
  settle,
  pattern,
  problem,
  unreadable,
  where,
  vantage,
  changedField,
  note: { payload: (content) => `文本“${content}”`, answer: (status) => `HTTP ${status}` },
  text,
  comment,
}
