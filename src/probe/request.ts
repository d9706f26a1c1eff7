/** The request that an experiment varies, taken from a URL, from `HOST[:PORT]`, or from a finding of a capture. */
import type { Connection as FoundConnection } from '../core/report/model.js'

export interface ProbeRequest {
  scheme: 'http' | 'https' | 'tcp'
  /** Host name, or an address without brackets. */
  name: string
  port: number
  /** Addresses to use instead of asking the resolver. */
  addresses?: string[]
  /** TLS server name; none for addresses (RFC 6066 §3). */
  serverName?: string
  host: string
  method: string
  /** With the query. */
  path: string
}

const TARGET = /^(?:(https?|tcp):\/\/)?(\[[0-9a-f:.]+\]|[^/:?#@\s[\]]+)(?::(\d{1,5}))?([/?][^#\s]*)?(?:#.*)?$/i
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i

export const isAddress = (name: string): boolean => ADDRESS.test(name)

/** Reads `https://www.example.com/a?b=c`, `www.example.com`, `192.0.2.1:22`; undefined when it is none of these. */
export function readTarget(text: string): ProbeRequest | undefined {
  const match = TARGET.exec(text)
  if (!match) return undefined
  const name = match[2].replace(/^\[|\]$/g, '').toLowerCase()
  const scheme = schemeOf(match[1]?.toLowerCase(), match[3])
  const port = Number(match[3] ?? (scheme === 'http' ? 80 : 443))
  if (port < 1 || port > 65535 || (match[1]?.toLowerCase() === 'tcp' && match[3] === undefined)) return undefined
  return requestFor(scheme, name, port, match[4] ?? '/')
}

/** Without a scheme the port says what to speak: 443 and none TLS, 80 HTTP, others nothing. */
function schemeOf(written: string | undefined, port: string | undefined): ProbeRequest['scheme'] {
  if (written === 'http' || written === 'https' || written === 'tcp') return written
  if (port === undefined || port === '443') return 'https'
  return port === '80' ? 'http' : 'tcp'
}

function requestFor(scheme: ProbeRequest['scheme'], name: string, port: number, target: string): ProbeRequest {
  const path = target.startsWith('/') ? target : `/${target}`
  return {
    scheme,
    name,
    port,
    ...(!isAddress(name) && { serverName: name }),
    host: hostField(name, port, scheme),
    method: 'GET',
    path: encodeOther(path),
  }
}

/** RFC 9110 §7.2: the port is left out where it is the scheme's own. */
function hostField(name: string, port: number, scheme: ProbeRequest['scheme']): string {
  const host = name.includes(':') ? `[${name}]` : name
  const usual = scheme === 'https' ? 443 : 80
  return port === usual ? host : `${host}:${port}`
}

/** Percent-encodes what a request target must not hold (RFC 3986 §2.1), and leaves what is encoded already. */
const encodeOther = (path: string): string => path.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part))

/**
 * The request of a connection in a capture. Values of its query are not in a report: the query is left out, and
 * `queryLost` says so.
 */
export function requestOfFinding({ server, tls, http }: FoundConnection): {
  request: ProbeRequest
  queryLost: boolean
} {
  const scheme = tls || server.port === 443 ? 'https' : http || server.port === 80 ? 'http' : 'tcp'
  const name = (tls?.serverName ?? http?.host?.replace(/:\d+$/, '') ?? server.address).toLowerCase()
  const [path, ...query] = (http?.path ?? '/').split('?')
  const request = requestFor(
    scheme,
    clean(name) ? name : server.address,
    server.port,
    path.startsWith('/') ? path : '/',
  )
  const method = http?.method && /^[A-Z]{1,20}$/.test(http.method) ? http.method : 'GET'
  return {
    request: { ...request, addresses: [server.address], method: method === 'POST' ? 'GET' : method },
    queryLost: query.length > 0,
  }
}

/** What may stand in a Host field or a server name: nothing that could end a line. */
export const clean = (word: string): boolean => /^[\x21-\x7e]{1,255}$/.test(word)

/** The URL without the values of its query, which may be secret. */
export function shownUrl({ scheme, name, port, path }: ProbeRequest): string {
  if (scheme === 'tcp') return `tcp://${name.includes(':') ? `[${name}]` : name}:${port}`
  return `${scheme}://${hostField(name, port, scheme)}${shownPath(path)}`
}

/** The same of a path. */
export function shownPath(path: string): string {
  const [plain, ...query] = path.split('?')
  if (query.length === 0) return plain
  const parameters = query.join('?').split('&')
  const shown = parameters.map((one) => (one.includes('=') ? `${one.slice(0, one.indexOf('='))}=…` : one && '…'))
  return `${plain}?${shown.join('&')}`
}
