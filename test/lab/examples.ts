/**
 * Fills examples/: node build/test/lab/examples.js SET… copies one small capture for each cause and writes what the lab
 * knows of it to expected.json, and the list of them to README.md. The answers are the lab's, never rstrace's.
 */
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CauseId } from '../../src/core/verdict/causes/index.js'
import { type Choice, choices, type Expected, LARGEST_EXAMPLE } from './example-choices.js'
import type { Case } from './lab.js'
import { casesOf } from './sets.js'
import { asMarkdown } from './table.js'
import type { Label } from './truth.js'

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url))
const HEADING = '\n## One for each cause\n'

function choose(choice: Choice, sets: string[]): [string, Expected] {
  const { cause, scenario, vantage, severity } = choice
  for (const set of sets) {
    const own = casesOf(set).filter((c) => c.scenario === scenario && c.file?.endsWith(`-${vantage}.pcap`))
    for (const found of own.sort(clearestFirst)) {
      const label = found.resets.find((reset) => shows(reset, choice))
      const path = join(set, found.file!)
      if (!label || statSync(path).size > LARGEST_EXAMPLE) continue
      copyFileSync(path, join(EXAMPLES, `${cause}.pcap`))
      return [`${cause}.pcap`, { ...expectedOf(label), severity }]
    }
  }
  throw new Error(`no ${scenario} seen from the ${vantage} shows ${cause} in these sets`)
}

/** A device far from the server, whom it speaks for, and IPv4, which most readers know better. */
function clearestFirst({ setup: a }: Case, { setup: b }: Case): number {
  return b.hops - b.hop - (a.hops - a.hop) || a.family - b.family || a.seed - b.seed
}

const shows = ({ cause, decidable }: Label, choice: Choice): boolean =>
  decidable === 'yes' && (choice.blind ? cause?.includes(choice.cause) : cause?.[0] === choice.cause) === true

function expectedOf({ frame, origin, cause, trigger, triggerAlso = [] }: Label): Omit<Expected, 'severity'> {
  return { frame, origin, causes: cause as CauseId[], trigger: trigger === null ? [] : [trigger, ...triggerAlso] }
}

function list(expected: Map<string, Expected>): string {
  const rows = choices.map(({ cause, says }) => {
    const { frame, origin } = expected.get(`${cause}.pcap`)!
    const who = origin === 'middlebox' ? 'a device on the path' : `the ${origin}`
    return [`[${cause}.pcap](${cause}.pcap)`, `${frame}`, who, says]
  })
  return `${HEADING}
Real traffic from [the lab](../test/lab/README.md): Linux hosts, routers and servers in network namespaces, each reset
labelled by the kernel that sent it or by the device that forged it. [expected.json](expected.json) holds the answers,
and a test compares them with what rstrace says. \`npm run lab:examples -- SET\` takes them from a set anew.

\`\`\`sh
node dist/rstrace.js --all examples/keepalive-race.pcap
\`\`\`

${asMarkdown([['capture', 'frame', 'made by', 'what happened'], ...rows])}
`
}

function main(sets: string[]): void {
  const expected = new Map(choices.map((choice) => choose(choice, sets)))
  writeFileSync(join(EXAMPLES, 'expected.json'), `${JSON.stringify(Object.fromEntries(expected), null, 2)}\n`)
  const path = join(EXAMPLES, 'README.md')
  const before = existsSync(path) ? readFileSync(path, 'utf8').split(HEADING)[0] : ''
  writeFileSync(path, before + list(expected))
}

main(process.argv.slice(2))
