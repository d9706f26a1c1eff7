/**
 * The report inside a capture: a comment at each packet that convicts, the summary at the section, so that Wireshark shows
 * the verdict in place. Plans only; the copying is done by whoever can read the captures again.
 */
import type { CopyPlan } from '../capture/copy-plan.js'
import { decodeUtf8, encodeUtf8 } from '../capture/unicode.js'
import { words } from '../words/index.js'
import type { Words } from '../words/types.js'
import { captureName } from './capture-name.js'
import { groupFindings } from './groups.js'
import { headlineOf } from './headline.js'
import type { Evidence, Finding, Report } from './model.js'
import { chosenFrames } from './packets.js'
import { surenessOf, titleOf } from './phrases.js'
import type { AnalysedPoint } from './point.js'

export interface CopyOptions {
  /** The whole captures; otherwise the connections of the findings. */
  whole?: boolean
  /** Keys of encrypted sessions, too. */
  keepSecrets?: boolean
}

/** Bytes of a comment: at a packet, about as much as a window shows; at the section. */
const COMMENT_BYTES = 4096
const SUMMARY_BYTES = 16_384
/** What is said at one packet, which may have set off many. */
const MOST_REMARKS = 20
const MOST_FINDINGS = 100

/**
 * How each of the report's captures is to be copied, in their order.
 * @param points those that the report was built from
 */
export function copyPlans(report: Report, points: readonly AnalysedPoint[], options: CopyOptions = {}): CopyPlan[] {
  const chosen = options.whole ? undefined : chosenFrames(report, points)
  return report.captures.map(({ name }, capture) => {
    const notes = new Notes(report, capture, chosen ? captureName(name, words[report.language]) : undefined)
    return {
      frames: chosen?.[capture],
      comments: notes.comments(),
      summary: notes.summary(),
      keepSecrets: options.keepSecrets ?? false,
      application: `${report.tool.name} ${report.tool.version}`,
    }
  })
}

/** What is noted in one capture. */
class Notes {
  private readonly said: Words
  private readonly remarks = new Map<number, string[]>()

  /** @param original name of the capture, when the copy will count frames otherwise */
  constructor(
    private readonly report: Report,
    private readonly capture: number,
    private readonly original: string | undefined,
  ) {
    this.said = words[report.language]
  }

  /** At each packet first what it is, then what it set off, then what it shows. */
  comments(): Map<number, string> {
    const { findings } = this.report
    const own = findings.filter(({ capture }) => capture === this.capture)
    for (const finding of own) this.noteVerdict(finding)
    for (const finding of findings) this.noteTriggers(finding)
    for (const finding of own) this.noteEvidence(finding)
    return new Map([...this.remarks].map(([frame, remarks]) => [frame, cut(remarks.join('\n'), COMMENT_BYTES)]))
  }

  /** The headline, and a line for each finding in this capture, the most serious first. */
  summary(): string {
    const { comment, severity, text } = this.said
    const own = this.report.findings.filter(({ capture }) => capture === this.capture)
    const ordered = groupFindings(own).flatMap(({ findings }) => findings)
    const lines = ordered
      .slice(0, MOST_FINDINGS)
      .map((f) => text.title(`#${f.id} [${severity[f.severity]}] ${comment.frame(String(f.frame))}`, f.summary))
    const { name, version } = this.report.tool
    const head = `${name} ${version}: ${headlineOf(this.report, this.said)}`
    const numbers = this.original ? [comment.numbers(this.original)] : []
    const rest = ordered.length > MOST_FINDINGS ? [comment.more(ordered.length - MOST_FINDINGS)] : []
    return cut([head, ...numbers, ...lines, ...rest].join('\n'), SUMMARY_BYTES)
  }

  private noteVerdict(finding: Finding): void {
    const [first, ...others] = finding.frames.length > 0 ? finding.frames : [finding.frame]
    this.remark(first, this.verdict(finding))
    const another = this.about(finding, this.said.comment.another(String(first)))
    for (const frame of others) this.remark(frame, another)
  }

  private noteTriggers(finding: Finding): void {
    const what = this.said.comment.trigger(this.nameOf(finding), titleOf(finding, this.said))
    for (const frame of this.triggersOf(finding)) this.remark(frame, this.about(finding, what))
  }

  private noteEvidence(finding: Finding): void {
    const told = new Set([...finding.frames, finding.frame])
    for (const { frames, text, counted } of finding.evidence) {
      if (!counted) continue
      const remark = this.about(finding, this.said.comment.evidence(this.nameOf(finding), text))
      for (const frame of frames) if (!told.has(frame)) this.remark(frame, remark)
    }
  }

  /** The triggers that are in this file of the capture. */
  private triggersOf({ capture, trigger }: Finding): number[] {
    const frames = trigger.frame === undefined ? [] : [trigger.frame, ...(trigger.orFrames ?? [])]
    return (trigger.capture ?? capture) === this.capture ? frames : []
  }

  private verdict(finding: Finding): string {
    const { text, severity, comment } = this.said
    const tag = `[${severity[finding.severity]}] ${titleOf(finding, this.said)}`
    const where = this.original && comment.frame(String(finding.frame), this.original)
    return [
      this.about(finding, [tag, surenessOf(finding, this.said), where].filter(Boolean).join(text.separator)),
      finding.summary,
      text.title(text.place, finding.place.text),
      ...finding.evidence.filter(({ counted }) => counted).map(signed),
    ].join('\n')
  }

  private about(finding: Finding, text: string): string {
    return `${this.report.tool.name} #${finding.id}: ${text}`
  }

  /** The finding's frame; with its file when that is another one. */
  private nameOf({ capture, frame }: Finding): string {
    if (capture === this.capture) return String(frame)
    return `${frame} (${captureName(this.report.captures[capture]?.name ?? '', this.said)})`
  }

  private remark(frame: number, text: string): void {
    const remarks = this.remarks.get(frame)
    if (!remarks) this.remarks.set(frame, [text])
    else if (remarks.length < MOST_REMARKS) remarks.push(text)
  }
}

/** As in the text report: + for a device on the path, - for the end. */
const signed = (evidence: Evidence): string => `${evidence.for === 'middlebox' ? '+' : '-'} ${evidence.text}`

/** A text of at most so many bytes in UTF-8. */
function cut(text: string, limit: number): string {
  const bytes = encodeUtf8(text, limit)
  const kept = decodeUtf8(bytes)
  return kept.length === text.length ? text : `${decodeUtf8(encodeUtf8(kept, limit - 3))}…`
}
