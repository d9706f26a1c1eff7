/**
 * What can be varied, one thing at a time. Each factor says for which failures its change can tell something, and which
 * connections it adds.
 */
import type { FactorId, Phase } from '../../core/report/probe-model.js'
import type { ProbeRequest } from '../request.js'
import type { Ending } from './attempt.js'
import type { Exchange, Variant } from './variant.js'

export interface Ground {
  request: ProbeRequest
  /** The request's own connection. */
  given: Exchange
  /** Other addresses of the same name. */
  otherAddresses: readonly string[]
  /** A name that nobody blocks. */
  neutral: string
}

export interface Factor {
  id: FactorId
  /** The request fails in one of these phases: before, this has not been said yet. */
  tellsOf: readonly Phase[]
  /** With it changed, the same answer is due: an altered answer can be compared with it. */
  sameAnswer?: true
  variants(ground: Ground): Variant[]
}

const FIRST_MESSAGE: readonly Phase[] = ['hello', 'request', 'response']
const REQUEST: readonly Phase[] = ['request', 'response']
const ANY: readonly Phase[] = ['connect', ...FIRST_MESSAGE]
const MAX_ADDRESSES = 2
const MAX_PARAMETERS = 3

/** In the order of `factorIds`. */
export const factors: readonly Factor[] = [
  {
    id: 'server-name',
    tellsOf: FIRST_MESSAGE,
    variants: ({ given, neutral }) => {
      if (!given.tls) return []
      const named = vary(given, 'server-name', neutral, { tls: { serverName: neutral } })
      return given.tls.serverName === undefined ? [named] : [named, vary(given, 'server-name', '', { tls: {} })]
    },
  },
  {
    id: 'host',
    tellsOf: REQUEST,
    variants: ({ given, neutral }) =>
      withHttp(given, (http) => [vary(given, 'host', neutral, { http: { ...http, host: neutral } })]),
  },
  {
    id: 'path',
    tellsOf: REQUEST,
    variants: ({ given }) =>
      withHttp(given, (http) => {
        const [path, query] = halves(http.path)
        return path === '/' ? [] : [vary(given, 'path', '/', { http: { ...http, path: `/${query}` } })]
      }),
  },
  {
    id: 'query',
    tellsOf: REQUEST,
    variants: ({ given }) =>
      withHttp(given, (http) =>
        queries(http.path).map(([value, path]) => vary(given, 'query', value, { http: { ...http, path } })),
      ),
  },
  {
    id: 'method',
    tellsOf: REQUEST,
    variants: ({ given }) =>
      withHttp(given, (http) => {
        const method = http.method === 'HEAD' ? 'GET' : 'HEAD'
        return [vary(given, 'method', method, { http: { ...http, method } })]
      }),
  },
  {
    id: 'segments',
    sameAnswer: true,
    tellsOf: FIRST_MESSAGE,
    variants: ({ given }) => (given.http || given.tls ? [vary(given, 'segments', '2', { inTwo: true })] : []),
  },
  {
    id: 'address',
    sameAnswer: true,
    tellsOf: ANY,
    variants: ({ given, otherAddresses }) =>
      otherAddresses.slice(0, MAX_ADDRESSES).map((address) => vary(given, 'address', address, { address })),
  },
  {
    id: 'port',
    sameAnswer: true,
    tellsOf: ANY,
    variants: ({ given }) => otherPorts(given).map((port) => vary(given, 'port', String(port), { port })),
  },
  {
    id: 'tls',
    sameAnswer: true,
    tellsOf: ANY,
    variants: ({ given, request }) => otherLayer(given, request),
  },
]

/** The connections that can tell something of this failure. */
export const variantsFor = ({ phase, outcome }: Pick<Ending, 'phase' | 'outcome'>, ground: Ground): Variant[] =>
  factors
    .filter(({ tellsOf, sameAnswer }) => tellsOf.includes(phase) && (sameAnswer || outcome !== 'altered'))
    .flatMap((factor) => factor.variants(ground))

/** Is the answer due that the request itself should get? */
export const asksTheSame = ({ id, factor }: Variant): boolean =>
  id === 'given' || factors.some((one) => one.id === factor && one.sameAnswer)

/** The request with everything replaced that a device could take offence at: the same server, another name. */
export function controlOf({ given, neutral }: Pick<Ground, 'given' | 'neutral'>): Variant | undefined {
  if (!given.tls && !given.http) return undefined
  const tls = given.tls && { serverName: neutral }
  const http = given.http && { method: 'GET', host: neutral, path: '/' }
  return { id: 'control', value: neutral, exchange: { address: given.address, port: given.port, tls, http } }
}

/** The control at other ports of the same address: does a residual block keep it out there too? */
export function elsewhereOf(ground: Pick<Ground, 'given' | 'request' | 'neutral'>): Variant[] {
  const control = controlOf(ground)
  if (!control) return []
  const { exchange } = control
  const request = { ...ground.request, serverName: ground.neutral }
  const other = [...otherPorts(exchange).map((port) => ({ ...exchange, port })), ...layersOf(exchange, request)]
  return other
    .filter(({ port }) => port !== exchange.port)
    .map((one) => ({ id: `elsewhere ${one.port}`, value: String(one.port), exchange: one }))
}

const layersOf = (exchange: Exchange, request: ProbeRequest): Exchange[] =>
  otherLayer(exchange, request).map((variant) => variant.exchange)

/** Is it a control at another port? */
export const isElsewhere = ({ id }: Variant): boolean => id.startsWith('elsewhere ')

export function exchangeOf(request: ProbeRequest, address: string): Exchange {
  const { scheme, port, serverName, host, method, path } = request
  return {
    address,
    port,
    ...(scheme === 'https' && { tls: { serverName } }),
    ...(scheme !== 'tcp' && { http: { method, host, path } }),
  }
}

function vary(given: Exchange, factor: FactorId, value: string, change: Partial<Exchange>): Variant {
  return { id: `${factor} ${value || 'none'}`, factor, value, exchange: { ...given, ...change } }
}

const withHttp = (given: Exchange, make: (http: NonNullable<Exchange['http']>) => Variant[]): Variant[] =>
  given.http ? make(given.http) : []

function halves(path: string): [path: string, query: string] {
  const at = path.indexOf('?')
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at)]
}

/** Without the query, and without each of its first parameters: the value named is what was left out. */
function queries(whole: string): [value: string, path: string][] {
  const [path, query] = halves(whole)
  if (query.length <= 1) return []
  const parameters = query.slice(1).split('&')
  const without = (i: number) => parameters.filter((_, j) => j !== i).join('&')
  const each = parameters.length > 1 ? parameters.slice(0, MAX_PARAMETERS) : []
  return [
    ['', path],
    ...each.map((one, i): [string, string] => [`-${one.replace(/=.*$/s, '')}`, `${path}?${without(i)}`]),
  ]
}

/** A port on which the same is often spoken. */
function otherPorts({ port, tls, http }: Exchange): number[] {
  const usual = tls ? [443, 8443] : http ? [80, 8080] : [443, 80]
  return usual.filter((one) => one !== port).slice(0, 1)
}

/** With TLS taken off or put on; where both have ports of their own, on that port. */
function otherLayer(given: Exchange, { serverName }: Pick<ProbeRequest, 'serverName'>): Variant[] {
  if (!given.http) return []
  const port = given.port === 443 ? 80 : given.port === 80 ? 443 : given.port
  const tls = given.tls ? undefined : { serverName }
  return [vary(given, 'tls', given.tls ? '' : 'on', { port, tls })]
}
