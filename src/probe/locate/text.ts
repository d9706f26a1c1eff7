/** A search for a place, for people: the sentence, the picture of the path, the table by hop, what it means, what next. */
import type { LocateHop, LocateProbe, LocateSign, Router } from '../../core/report/probe-model.js'
import { table, wrap } from '../../core/report/wrap.js'
import { endpoint } from '../../core/words/format.js'
import type { ProbePage } from '../matrix/text.js'
import { FULL_HOP_LIMIT } from './model.js'
import { pathPicture } from './picture.js'
import { locateWords } from './words/index.js'
import type { LocateWords } from './words/types.js'

const INDENT = '  '

export function renderLocate(probe: LocateProbe, page: ProbePage): string {
  const said = locateWords[page.language]
  const { width, widthOf, paint } = page
  const { meaning, next } = probe.verdict
  const parts = [
    [paint.bold(wrap(probe.summary, width, '', widthOf))],
    probe.combined ? [wrap(probe.combined.text, width, '', widthOf)] : [],
    pathPicture(probe.verdict, said, widthOf).map((line) => INDENT + line),
    [...tableLines(probe, said, page), paint.dim(INDENT + connectionsOf(probe, said))],
    section(
      said.text.meaning,
      meaning.map((text) => bullet(text, undefined, page)),
      page,
    ),
    section(
      said.text.next,
      next.map(({ text, command }) => bullet(text, command, page)),
      page,
    ),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function connectionsOf({ hops, address, target, durationSeconds }: LocateProbe, said: LocateWords): string {
  const count = hops.reduce(
    (sum, { route, control, trigger }) => sum + route.length + control.length + trigger.length,
    0,
  )
  return said.text.connections(count, durationSeconds, endpoint({ address, port: target.port }))
}

function tableLines(
  { hops, address, verdict }: LocateProbe,
  said: LocateWords,
  { widthOf, paint, width }: ProbePage,
): string[] {
  if (hops.length === 0) return []
  const { text } = said
  const left = (title: string) => ({ title, align: 'left' as const })
  const columns = [
    { title: text.hop, align: 'right' as const },
    left(text.router),
    left(text.route),
    left(text.control),
    left(text.trigger),
  ]
  const rows = hops.map((hop) => [
    hop.hop === FULL_HOP_LIMIT ? '*' : `${hop.hop}`,
    routerText(hop, verdict.distance, address, said),
    ...[hop.route, hop.control, hop.trigger].map((samples) => samplesText(samples, said)),
  ])
  const [head, ...lines] = table(columns, rows, widthOf)
  const { place } = verdict
  const inside = ({ hop }: LocateHop) => place !== undefined && hop >= place.min && hop <= (place.max ?? place.min)
  return [
    INDENT + paint.dim(head),
    ...lines.map((line, i) => INDENT + (inside(hops[i]) ? paint.yellow(line) : line)),
    paint.dim(INDENT + wrap(text.legend, width - 2, INDENT, widthOf)),
  ]
}

function routerText(
  { hop, routers }: LocateHop,
  distance: number | undefined,
  address: string,
  said: LocateWords,
): string {
  if (hop === FULL_HOP_LIMIT) return said.text.far
  if (routers.length > 0) return routers.map(described).join(', ')
  return hop === distance ? `${said.text.server} ${address}` : said.text.silentRouter
}

function described({ address, name, as, country, city }: Router): string {
  const owner = as && `AS${as.number}${as.organization ? ` ${as.organization}` : ''}`
  const about = [name, owner, [city, country].filter(Boolean).join(' ')].filter(Boolean)
  return about.length === 0 ? address : `${address} (${about.join(', ')})`
}

/** Alike ones are counted: `RST x3`, `RST+icmp x2 RST`. */
function samplesText(samples: readonly (readonly LocateSign[])[], said: LocateWords): string {
  const counts = new Map<string, number>()
  for (const signs of samples) {
    const one = signs.length === 0 ? said.sign.silence : signs.map((sign) => said.sign[sign]).join('+')
    counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return [...counts].map(([sign, count]) => said.text.times(sign, count)).join(' ')
}

const section = (title: string, bullets: string[][], { paint }: ProbePage): string[] =>
  bullets.length === 0 ? [] : [paint.bold(title), ...bullets.flat()]

function bullet(text: string, command: string | undefined, { width, widthOf, paint }: ProbePage): string[] {
  const line = `${INDENT}* ${wrap(text, width - 4, '    ', widthOf)}`
  return command === undefined ? [line] : [line, `${INDENT}${INDENT}${paint.cyan(`$ ${command}`)}`]
}
