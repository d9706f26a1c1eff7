/** What would be done, for `--dry-run`: every kind of connection, with what would be sent on it. */
import { endpoint } from '../../core/words/format.js'
import type { Language } from '../../core/words/types.js'
import { shownPath, shownUrl } from '../request.js'
import { probeWords } from '../words/index.js'
import type { ProbeWords } from '../words/types.js'
import { controlOf, factors } from './factors.js'
import { type PlanOptions, planFor } from './run.js'
import type { Exchange, Variant } from './variant.js'

type Planned = PlanOptions & {
  addresses: readonly string[]
  resolveError?: string
}

export function planLines(planned: Planned, language: Language): string[] {
  const said = probeWords[language]
  const { request, addresses, most, resolveError } = planned
  if (addresses.length === 0) return [said.plan.noAddress(request.name, resolveError ?? '-')]
  const plan = planFor(planned, addresses[0], addresses.slice(1))
  const given: Variant = { id: 'given', value: '', exchange: plan.given }
  const varied = factors.flatMap((factor) => factor.variants(plan))
  const control = controlOf(plan)
  return [
    ...(request.addresses || addresses[0] === request.name ? [] : [said.plan.ask(request.name)]),
    said.plan.title(shownUrl(request), addresses.join(', '), most),
    ...[given, ...(control ? [control] : []), ...varied].flatMap((variant) => variantLines(variant, said)),
    said.plan.order,
  ]
}

const variantLines = (variant: Variant, said: ProbeWords): string[] => [
  `  ${said.variant(variant)}`,
  `    ${said.plan.connection(endpoint(variant.exchange), saysOf(variant.exchange, said.plan.says))}`,
]

function saysOf({ tls, http, inTwo = false }: Exchange, says: ProbeWords['plan']['says']): string {
  if (!tls && !http) return says.nothing
  const hello = tls ? says.hello(tls.serverName, inTwo) : ''
  return hello + (http ? says.request(`${http.method} ${shownPath(http.path)}`, http.host, inTwo && !tls) : '')
}
