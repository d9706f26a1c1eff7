/**
 * What somebody, or the capturing tool, wrote into the capture about a packet, as a report repeats it: on one line, and
 * without secrets. Comments hold command lines, headers and URLs that were pasted, so more is masked than must be.
 */
import { maskTarget } from '../wire/http-head.js'
import { clean } from './clean.js'

/** By which the comments begin that an earlier report left in a copy (see `pcapng-comments.ts`). */
const OWN = /^rstrace #\d/
const LONGEST_LINE = 1000

/** Empty for what is no news: a comment of our own, or one without text. */
export function commentText(comment: string): string {
  if (OWN.test(comment)) return ''
  const lines = comment.split(/[\n\r\u2028\u2029]+/).map((line) => maskSecrets(clean(line, LONGEST_LINE)).trim())
  return clean(lines.filter((line) => line !== '').join(' '))
}

const VALUE = /(?:"[^"]*"|'[^']*'|[^\s"'&,;]+)/.source
const NAME = /(?:passw(?:or)?d|passphrase|pwd|token|secret|api[-_]?key|credentials?|signature|session[-_]?id)/.source

const afterName = (_: string, name: string): string => `${name}…`

/** Each with what takes the place of what it finds. Lengths are bounded where a search could begin at every character. */
const SECRETS: [RegExp, (found: string, name: string) => string][] = [
  // Fields whose values hold blanks, to the end of the line; and what stands behind a scheme (RFC 9110 §11.4).
  [/((?:authorization|cookie2?)["']?\s?[:=]).*/gi, afterName],
  [/\b((?:Bearer|Basic|Digest|Negotiate|NTLM) )(?=\S*[\d=])\S+/gi, afterName],
  // URLs and paths, and parameters of what does not look like one.
  [/(?:[a-z][a-z\d+.-]{0,20}:\/\/|\/)[^\s"'<>]+/gi, (target) => maskTarget(target)],
  [/([?&][^\s?&="'<>]*=)[^\s&"'<>]*/g, afterName],
  // `password=…`, `"token": "…"`, `--secret …`, and curl's `-u name:password`.
  [new RegExp(`(${NAME}["']?\\s?[:=]\\s?)${VALUE}`, 'gi'), afterName],
  [new RegExp(`(-[\\w-]{0,20}${NAME}\\s)${VALUE}`, 'gi'), afterName],
  [new RegExp(`(\\s(?:-u|--user)[\\s=])${VALUE}`, 'g'), afterName],
  // A JSON Web Token (RFC 7519) begins with an encoded `{"`.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, () => '…'],
]

const maskSecrets = (text: string): string =>
  SECRETS.reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), text)
