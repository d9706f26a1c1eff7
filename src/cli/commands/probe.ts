/** `rstrace probe URL|HOST[:PORT]`. */
import type { Option } from 'commander'
import { type ColorMode, colorModes } from '../color.js'
import { UsageError } from '../failure.js'
import { type ProbeCommandWords, probeCommandWords } from '../words/probe/index.js'
import type { CliWords } from '../words/types.js'
import { type CommandDefinition, choice, listOf, option } from './command.js'

export interface ProbeOptions {
  sni?: string
  host?: string
  path?: string
  method?: string
  address: string[]
  neutral: string
  expect?: string
  rounds: number
  max: number
  pace: number
  timeout: number
  patience: number
  residual?: boolean
  fromCapture?: string
  finding?: string
  dryRun?: boolean
  simulate?: string
  seed?: number
  log?: string
  format: 'text' | 'json'
  json?: boolean
  output?: string
  color: ColorMode
}

export const probeCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const said = probeCommandWords[language]
  const command = subcommand('probe', said.description, said.epilogue)
    .argument('[TARGET]', said.target)
    .action(async (target: string | undefined, options: ProbeOptions) => {
      const { probe } = await import('../probe.js')
      process.exitCode = await probe(target, options, language, words)
    })
  for (const one of optionsOf(said, words)) command.addOption(one)
}

function optionsOf(said: ProbeCommandWords, words: CliWords): Option[] {
  const { options: o } = said
  const number = (flags: string, text: string, least: number, most: number) =>
    option(flags, text).argParser((value) => {
      const given = value.trim() === '' ? Number.NaN : Number(value)
      if (given >= least && given <= most) return given
      throw new UsageError(said.badNumber(nameOf(flags), value, least, most))
    })
  const word = (flags: string, text: string) =>
    option(flags, text).argParser((value) => {
      if (/^[\x21-\x7e]{1,2000}$/.test(value)) return value
      throw new UsageError(said.badWord(nameOf(flags), value))
    })
  return [
    word('--sni <NAME>', o.sni),
    word('--host <NAME>', o.host),
    word('--path <PATH>', o.path),
    word('--method <METHOD>', o.method),
    option('--address <ADDRESS>', o.address).argParser(listOf(String)).default([]),
    word('--neutral <NAME>', o.neutral).default('www.example.com'),
    option('--expect <TEXT>', o.expect),
    number('--rounds <N>', o.rounds, 1, 15).default(5),
    number('--max <N>', o.max, 5, 60).default(60),
    number('--pace <SECONDS>', o.pace, 0.1, 60).default(0.5),
    number('--timeout <SECONDS>', o.timeout, 0.5, 60).default(5),
    number('--patience <SECONDS>', o.patience, 5, 3600).default(200),
    option('--residual', o.residual),
    option('--from-capture <FILE>', o.fromCapture),
    option('--finding <ID>', o.finding),
    option('--dry-run', o.dryRun),
    option('--simulate <FILE>', o.simulate),
    number('--seed <N>', o.seed, 0, 2 ** 32 - 1),
    option('--log <FILE>', o.log),
    choice('--format <FORMAT>', o.format, ['text', 'json'], words).default('text'),
    option('--json', o.json),
    option('-o, --output <FILE>', words.options.outputFile),
    choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words),
    choice('--color <WHEN>', words.options.color, colorModes, words).default('auto'),
  ]
}

const nameOf = (flags: string): string => flags.replace(/^.*(?=--)| .*$/g, '')
