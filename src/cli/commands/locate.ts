/** `rstrace locate URL|HOST[:PORT]`. */
import type { Option } from 'commander'
import { type ColorMode, colorModes } from '../color.js'
import { UsageError } from '../failure.js'
import { type LocateCommandWords, locateCommandWords } from '../words/locate/index.js'
import type { CliWords } from '../words/types.js'
import { type CommandDefinition, choice, option } from './command.js'

export interface LocateOptions {
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
  format: 'text' | 'json'
  json?: boolean
  output?: string
  color: ColorMode
}

export const locateCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const said = locateCommandWords[language]
  const command = subcommand('locate', said.locate.description)
    .argument('[TARGET]', said.target)
    .addHelpText('after', `\n${said.locate.epilogue}`)
    .action(async (target: string | undefined, options: LocateOptions) => {
      const { locate } = await import('../locate.js')
      process.exitCode = await locate(target, options, language, words)
    })
  for (const one of optionsOf(said, words)) command.addOption(one)
}

function optionsOf(said: LocateCommandWords, words: CliWords): Option[] {
  const { options: o } = said
  const number = (flags: string, text: string, least: number, most: number, whole = false) =>
    option(flags, text).argParser((value) => numberIn(flags, value, least, most, whole, said))
  const word = (flags: string, text: string) =>
    option(flags, text).argParser((value) => {
      if (/^[\x21-\x7e]{1,2000}$/.test(value)) return value
      throw new UsageError(said.badWord(nameOf(flags), value))
    })
  return [
    word('--sni <NAME>', o.sni),
    word('--host <NAME>', o.host),
    word('--path <PATH>', o.path),
    word('--control <NAME>', o.control).default('www.example.com'),
    number('--control-port <N>', o.controlPort, 1, 65535, true),
    option('--address <ADDRESS>', o.address),
    number('--max-hops <N>', o.maxHops, 1, 60, true).default(30),
    number('--timeout <SECONDS>', o.timeout, 0.3, 30).default(3),
    number('--pace <SECONDS>', o.pace, 0, 600).default(0.05),
    option('--one-connection', o.oneConnection),
    option('--vary-ports', o.varyPorts),
    option('--from-capture <FILE>', o.fromCapture),
    option('--finding <ID>', o.finding),
    option('--resolve', o.resolve),
    option('--asn <FILE>', o.asn),
    option('--city <FILE>', o.city),
    option('--dry-run', o.dryRun),
    option('--simulate <FILE>', o.simulate),
    option('--log <FILE>', o.log),
    choice('--format <FORMAT>', o.format, ['text', 'json'], words).default('text'),
    option('--json', o.json),
    option('-o, --output <FILE>', words.options.output),
    choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words),
    choice('--color <WHEN>', words.options.color, colorModes, words).default('auto'),
  ]
}

/** @throws UsageError */
export function numberIn(
  flags: string,
  value: string,
  least: number,
  most: number,
  whole: boolean,
  said: LocateCommandWords,
): number {
  const given = value.trim() === '' ? Number.NaN : Number(value)
  if (given >= least && given <= most && (!whole || Number.isInteger(given))) return given
  throw new UsageError(said.badNumber(nameOf(flags), value, least, most))
}

const nameOf = (flags: string): string => flags.replace(/^.*(?=--)| .*$/g, '')
