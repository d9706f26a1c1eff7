/** The request of an experiment: from the command line, from a finding of a capture, or from both. */
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Finding, Report } from '../core/report/model.js'
import type { Language } from '../core/words/index.js'
import { isAddress, type ProbeRequest, readTarget, requestOfFinding } from '../probe/request.js'
import type { ProbeOptions } from './commands/probe.js'
import { captureReport } from './experiment.js'
import { complain, UsageError } from './failure.js'
import { type ProbeCommandWords, probeCommandWords } from './words/probe/index.js'
import type { CliWords } from './words/types.js'

/** What the request was taken from, besides the command line. */
export interface Origin {
  report: Report
  finding: Finding
}

/** The finding of `--from-capture`, when one is asked for. @throws UsageError */
export async function originOf(
  { fromCapture: file, finding: id }: Pick<ProbeOptions, 'fromCapture' | 'finding'>,
  language: Language,
  words: CliWords,
): Promise<Origin | 'unreadable' | undefined> {
  const said = probeCommandWords[language]
  if (file === undefined) {
    if (id !== undefined) throw new UsageError(said.findingNeedsCapture)
    return undefined
  }
  const report = await captureReport(file, language, words)
  return report ? { report, finding: chosen(report, file, id, said) } : 'unreadable'
}

function chosen({ findings }: Report, file: string, id: string | undefined, said: ProbeCommandWords): Finding {
  if (id !== undefined) {
    const found = findings.find((finding) => finding.id === id.replace(/^#/, ''))
    if (!found) throw new UsageError(said.noSuchFinding(file, id))
    return found
  }
  const serious = findings.filter(({ severity }) => severity !== 'info')
  if (serious.length > 1)
    throw new UsageError(
      said.chooseFinding(
        file,
        serious.map((finding) => finding.id),
      ),
    )
  const [only] = serious.length > 0 ? serious : findings
  if (!only) throw new UsageError(said.noFinding(file))
  return only
}

/** @throws UsageError */
export function requestOf(
  target: string | undefined,
  options: ProbeOptions,
  origin: Origin | undefined,
  said: ProbeCommandWords,
  words: CliWords,
): ProbeRequest {
  const request = taken(target, options.path, origin, said, words, 'probe')
  const wrong = options.address.find((address) => isIP(address) === 0)
  if (wrong !== undefined) throw new UsageError(words.badAddress(wrong))
  const path = options.path?.startsWith('/') === false ? `/${options.path}` : options.path
  return {
    ...request,
    ...(options.address.length > 0 && { addresses: options.address }),
    ...(options.sni !== undefined && { serverName: options.sni === 'none' ? undefined : options.sni }),
    ...(options.host !== undefined && { host: options.host }),
    ...(path !== undefined && { path }),
    ...(options.method !== undefined && { method: options.method.toUpperCase() }),
  }
}

/** The target of the command line wins over that of the finding. @param path given beside it @throws UsageError */
export function taken(
  target: string | undefined,
  path: string | undefined,
  origin: Origin | undefined,
  said: { noTarget: string },
  words: CliWords,
  command: 'probe' | 'locate',
): ProbeRequest {
  if (target !== undefined) return requestTo(target, words)
  if (!origin) throw new UsageError(said.noTarget, words.seeHelp(command))
  const { request, queryLost } = requestOfFinding(origin.finding.connection)
  if (queryLost && path === undefined) complain(words.queryLost)
  return request
}

/** The request to a target of the command line. @throws UsageError */
export function requestTo(target: string, words: CliWords): ProbeRequest {
  const request = asciiTarget(target)
  if (!request) throw new UsageError(words.badTarget(target), words.targetForms)
  return request
}

/** A name in other letters than ASCII is sent in its ASCII form (RFC 5890). Undefined when the text names nothing. */
function asciiTarget(text: string): ProbeRequest | undefined {
  const request = readTarget(text)
  if (!request) return undefined
  const name = isAddress(request.name) ? request.name : domainToASCII(request.name)
  if (name === '' || (isAddress(request.name) && isIP(name) === 0)) return undefined
  return name === request.name ? request : (readTarget(text.replace(request.name, name)) ?? request)
}
