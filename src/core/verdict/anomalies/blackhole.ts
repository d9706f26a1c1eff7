/** Silence: to a SYN, after a ClientHello or a request, in mid-stream. Only what the capture can show: it must be whole. */
import type { CaseFile, Segment, Side } from '../../casefile/model.js'
import { otherSide } from '../../casefile/model.js'
import { isReset, isSyn, sequenceEnd, sequenceLength } from '../../casefile/segment.js'
import { kindOf } from '../trigger.js'
import { defineDetector } from './define.js'
import { whereabouts } from './whereabouts.js'

/** Tries without an answer: with fewer, patience or the end of the capture explains it. */
const TRIES = 3
const SYN_PATIENCE = 3

export const blackhole = defineDetector({
  kind: 'blackhole',
  detect(file) {
    if (file.icmp.some((e) => e.kind === 'unreachable') || file.captureLossy) return []
    return [...silentSyn(file), ...silentData(file, 'client'), ...silentData(file, 'server')].slice(0, 1)
  },
})

type Stage = 'syn' | 'client-hello' | 'http-request' | 'data'

const found = (file: CaseFile, stage: Stage, tries: Segment[], seconds: number, heard: boolean) => ({
  kind: 'blackhole' as const,
  severity: 'warn' as const,
  frame: tries.at(-1)!.frame,
  frames: tries.map((s) => s.frame),
  who: 'unknown' as const,
  confidence: 0.6,
  trigger: tries[0],
  facts: {
    stage,
    tries: tries.length,
    seconds,
    from: tries[0].from,
    size: tries[0].length,
    heard,
    lost: whereabouts(file, tries),
    name: file.tls?.serverName ?? file.http[0]?.request.host ?? '',
  },
})

function silentSyn(file: CaseFile) {
  if (file.segments.some((s) => s.from === 'server')) return []
  const syns = file.segments.filter((s) => s.from === 'client' && isSyn(s))
  if (syns.length === 0 || syns.length < file.segments.length) return []
  const waited = file.captureEnd - syns[0].time
  if (waited < SYN_PATIENCE) return []
  return [found(file, 'syn', syns, waited, false)]
}

/** The same data sent again and again, and from then on not a sign that anything of it arrived. */
function silentData(file: CaseFile, from: Side) {
  const heardLast = file.segments.findLastIndex((s) => s.from === otherSide(from) && !isReset(s))
  const words = file.segments
    .slice(heardLast + 1)
    .filter((s) => s.from === from && sequenceLength(s) > 0 && !isReset(s))
  const resetAfter = file.segments.slice(heardLast + 1).some((s) => isReset(s) && s.from === otherSide(from))
  if (heardLast < 0 || resetAfter || words.length === 0) return []
  const first = words[0]
  // Duplicates may have been heard since; only what stands unanswered from its first sending on counts.
  const tries = words.filter((s) => s.seq === first.seq)
  if (tries.length < TRIES || first.length === 0) return []
  const kind = kindOf(first, { before: file.segments.slice(0, file.segments.indexOf(first)) })
  const stage: Stage = kind === 'client-hello' || kind === 'http-request' ? kind : 'data'
  const acknowledged = file.segments.some(
    (s) => s.from === otherSide(from) && s.time > first.time && s.ack === sequenceEnd(first),
  )
  return acknowledged ? [] : [found(file, stage, tries, tries.at(-1)!.time - first.time, true)]
}
