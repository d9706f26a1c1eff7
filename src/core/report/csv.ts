/**
 * The findings as a table for spreadsheets (RFC 4180): one row each, under English names that stay. Programs are better
 * served by JSON, so the file begins with a byte order mark: without it Excel takes UTF-8 for the local code page.
 */
import { clean } from './clean.js'
import type { CaptureSummary, Finding, HopRange, Report } from './model.js'

const BYTE_ORDER_MARK = '\ufeff'
/** Entries of a list in one cell. */
const MOST = 50
/** A spreadsheet cell holds 32 767 characters. */
const LONGEST = 8000

/** A number stays one; text is made safe; what is not known is an empty cell. */
type Value = string | number | undefined

interface Column {
  name: string
  of(finding: Finding, captures: readonly CaptureSummary[]): Value
}

const column = (name: string, of: Column['of']): Column => ({ name, of })

const hops = (name: string, range: (finding: Finding) => HopRange | undefined): Column[] => [
  column(name, (f) => range(f)?.best),
  column(`${name}_min`, (f) => range(f)?.min),
  column(`${name}_max`, (f) => range(f)?.max),
]

/** Names are stable; a new column goes to the end. */
const columns: readonly Column[] = [
  column('id', (f) => Number(f.id)),
  column('kind', (f) => f.kind),
  column('severity', (f) => f.severity),
  column('capture', (f, captures) => captures[f.capture]?.name),
  column('frame', (f) => f.frame),
  column('frames', (f) => list(f.frames)),
  column('time', (f) => f.time),
  column('stream', (f) => f.connection.stream),
  column('client_address', (f) => f.connection.client.address),
  column('client_port', (f) => f.connection.client.port),
  column('server_address', (f) => f.connection.server.address),
  column('server_port', (f) => f.connection.server.port),
  column('tunnel', (f) => f.connection.tunnel?.protocols.join('+')),
  column('tls_server_name', (f) => f.connection.tls?.serverName),
  column('http_host', (f) => f.connection.http?.host),
  column('http_method', (f) => f.connection.http?.method),
  column('http_path', (f) => f.connection.http?.path),
  column('effect', (f) => f.effect),
  column('origin', (f) => f.origin.who),
  column('origin_confidence', (f) => f.origin.confidence),
  column('cause', (f) => f.cause.id),
  column('cause_confidence', (f) => f.cause.confidence),
  column('trigger', (f) => f.trigger.kind),
  column('trigger_frame', (f) => f.trigger.frame),
  column('trigger_or_frames', (f) => list(f.trigger.orFrames ?? [])),
  ...hops('hops_from_client', (f) => f.place.hopsFromClient),
  ...hops('hops_from_server', (f) => f.place.hopsFromServer),
  column('seconds_from_capture_min', (f) => short(f.place.secondsFromCapture?.min)),
  column('seconds_from_capture_max', (f) => short(f.place.secondsFromCapture?.max)),
  column('side', (f) => f.place.side),
  column('evidence', (f) => list([...new Set(f.evidence.filter((e) => e.counted).map((e) => e.id))])),
  column('summary', (f) => f.summary),
  column('filter', (f) => f.filter),
  column('client_name', (f) => f.connection.client.name),
  column('server_name', (f) => f.connection.server.name),
]

/** The names of the columns, in their order. */
export const csvColumns: readonly string[] = columns.map(({ name }) => name)

/** The findings as CSV with CRLF line ends; the first line names the columns. */
export function renderCsv({ findings, captures }: Report): string {
  const rows = findings.map((finding) => columns.map(({ of }) => cell(of(finding, captures))))
  return BYTE_ORDER_MARK + [csvColumns, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

/** Without the digits that come from counting in binary fractions; no clock is that exact. */
const short = (seconds: number | undefined): Value => seconds && Number(seconds.toPrecision(6))

function list(items: readonly (string | number)[]): Value {
  if (items.length === 1) return items[0]
  return items.length > MOST ? `${items.slice(0, MOST).join(';')};…` : items.join(';')
}

const cell = (value: Value): string => (typeof value === 'string' ? quoted(harmless(value)) : String(value ?? ''))

const quoted = (text: string): string => (/[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * What begins with one of these is a formula to a spreadsheet, also behind blanks or as a full-width form; and where the
 * list separator is a semicolon, a new cell begins behind each one. An apostrophe makes it text. Tabs and line ends, which
 * begin cells as well, do not survive `clean`.
 */
const FORMULA = /(^|;)([\s"]*)(?=[=+\-@＝＋－＠])/g

const harmless = (text: string): string => clean(text, LONGEST).replace(FORMULA, "$1$2'")
