/** `rstrace locate URL|HOST[:PORT]`. */
import type { Option } from 'commander'
import { type LocateCommandWords, locateCommandWords } from '../words/locate/index.js'
import type { CliWords } from '../words/types.js'
import { type CommandDefinition, number, option, type ResultOptions, resultOptions, word } from './command.js'

export interface LocateOptions extends ResultOptions {
  sni?: string
  host?: string
  path?: string
  control: string
  controlPort?: number
  address?: string
  maxHops: number
  timeout: number
  pace: number
  oneConnection?: boolean
  varyPorts?: boolean
  fromCapture?: string
  finding?: string
  resolve?: boolean
  asn?: string
  city?: string
  dryRun?: boolean
  simulate?: string
  log?: string
}

export const locateCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const said = locateCommandWords[language]
  const command = subcommand('locate', said.locate.description, said.locate.epilogue)
    .argument('[TARGET]', said.target)
    .action(async (target: string | undefined, options: LocateOptions) => {
      const { locate } = await import('../locate.js')
      process.exitCode = await locate(target, options, language, words)
    })
  for (const one of optionsOf(said, words)) command.addOption(one)
}

function optionsOf(said: LocateCommandWords, words: CliWords): Option[] {
  const { options: o } = said
  return [
    word('--sni <NAME>', o.sni, words),
    word('--host <NAME>', o.host, words),
    word('--path <PATH>', o.path, words),
    word('--control <NAME>', o.control, words).default('www.example.com'),
    number('--control-port <N>', o.controlPort, { least: 1, most: 65535, whole: true }, words),
    option('--address <ADDRESS>', o.address),
    number('--max-hops <N>', o.maxHops, { least: 1, most: 60, whole: true }, words).default(30),
    number('--timeout <SECONDS>', o.timeout, { least: 0.3, most: 30 }, words).default(3),
    number('--pace <SECONDS>', o.pace, { least: 0, most: 600 }, words).default(0.05),
    option('--one-connection', o.oneConnection),
    option('--vary-ports', o.varyPorts),
    option('--from-capture <FILE>', o.fromCapture),
    option('--finding <ID>', o.finding),
    option('--resolve', o.resolve),
    option('--asn <FILE>', o.asn),
    option('--city <FILE>', o.city),
    option('--dry-run', words.options.dryRun),
    option('--simulate <FILE>', words.options.simulate),
    option('--log <FILE>', words.options.log),
    ...resultOptions(words),
  ]
}
