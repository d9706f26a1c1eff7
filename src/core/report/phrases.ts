/** Phrases about a finding that all formats for people share. */
import type { TunnelId } from '../wire/headers.js'
import { endpoint, few, percent } from '../words/format.js'
import type { Words } from '../words/types.js'
import type { Group } from './groups.js'
import type { Connection, Finding, NamedEndpoint } from './model.js'

const FRAMES_NAMED = 12

/** The finding in a few words: the cause of a reset, or the kind of anything else. */
export function whatIs({ kind, cause }: Pick<Finding, 'kind' | 'cause'>, said: Words): string {
  if (kind !== 'reset') return said.kind[kind]
  return cause.id === 'unknown' ? said.unknownCause : said.cause[cause.id].name
}

/** The same with the kind before it: `reset: port closed`. */
export function titleOf(finding: Finding, said: Words): string {
  const what = whatIs(finding, said)
  return finding.kind === 'reset' ? said.text.title(said.kind.reset, what) : what
}

/** `confidence 99 %`; nothing where nobody is named. */
export const surenessOf = ({ origin }: Finding, { text }: Words): string | undefined =>
  origin.confidence > 0 ? `${text.confidence} ${percent(Math.min(origin.confidence, 0.99))}` : undefined

const TUNNELS: Record<TunnelId, string> = {
  ipInIp: 'IP-in-IP',
  gre: 'GRE',
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  gtpU: 'GTP-U',
  teredo: 'Teredo',
  pppoe: 'PPPoE',
  mpls: 'MPLS',
}

/** The tunnel around a connection: `in VXLAN 192.0.2.1 > 192.0.2.2`. */
export function tunnelText({ tunnel }: Connection, { text }: Words): string | undefined {
  if (!tunnel) return undefined
  const { protocols, client, server } = tunnel
  const ends = client && server ? ` ${client} > ${server}` : ''
  return text.inTunnel(protocols.map((id) => TUNNELS[id]).join('/') + ends)
}

/** What the receiver made of a reset. A reset in a side's name goes to the other side. */
export function effectOf({ kind, effect, ladder }: Finding, said: Words): string | undefined {
  const from = ladder.find((row) => row.mark === 'reset')?.from
  if (kind !== 'reset' || from === undefined) return undefined
  return said.sentence(said.effect[effect](from === 'client' ? 'server' : 'client'))
}

export function otherCauses({ cause }: Finding, said: Words): string | undefined {
  const named = cause.alternatives.map(
    ({ id, confidence }) => `${id === 'unknown' ? said.unknownCause : said.cause[id].name} ${percent(confidence)}`,
  )
  return named.length === 0 ? undefined : named.join(said.text.separator)
}

/** What the capture itself says of packets of the ladder: `Comment on frame 12`, and the comment. */
export function commentsOn({ ladder }: Pick<Finding, 'ladder'>, { text }: Words): { about: string; comment: string }[] {
  const frames = new Map<string, number[]>()
  for (const { frame, comments = [] } of ladder)
    for (const comment of comments) frames.set(comment, [...(frames.get(comment) ?? []), frame])
  return [...frames].map(([comment, on]) => ({
    about: text.comment(text.frames(on.length, few(on, FRAMES_NAMED))),
    comment,
  }))
}

/** A step that would settle something, and its command on the next line. */
export function stepOf(step: string): { text: string; command?: string } {
  const at = step.indexOf('\n')
  return at < 0 ? { text: step } : { text: step.slice(0, at), command: step.slice(at + 1) }
}

/** The rest of a group behind its example; nothing when it stands alone. */
export function alikeOf({ example, findings }: Group, said: Words): string | undefined {
  const others = findings.filter((finding) => finding !== example)
  return others.length === 0 ? undefined : said.text.alike(others.length, frameList(others, said))
}

/** A group in one line. */
export function groupLine({ example, findings }: Group, said: Words): string {
  return said.text.group(findings.length, whatIs(example, said), endsOf(example, said), frameList(findings, said))
}

/** The same for a group that is not harmless. */
export function seriousLine(group: Group, said: Words): string {
  const { severity, origin } = group.example
  return `[${said.severity[severity]}] ${groupLine(group, said)} ${percent(origin.confidence)}`
}

function frameList(findings: readonly Finding[], { text }: Words): string {
  const frames = findings.map((finding) => finding.frame)
  return text.frames(frames.length, few(frames, FRAMES_NAMED))
}

/** An address and port, with the name that the capture gives. */
export function namedEndpoint(end: NamedEndpoint, { text }: Words): string {
  return endpoint(end) + (end.name ? text.parenthesis(end.name) : '')
}

/** Between whom, and who sent it. */
function endsOf({ connection: { client, server }, origin }: Finding, { who, text }: Words): string {
  return `${client.address} > ${endpoint(server)}${text.parenthesis(who[origin.who])}`
}
