/** `rstrace probe URL|HOST[:PORT]`. */
import type { Option } from 'commander'
import { type ProbeCommandWords, probeCommandWords } from '../words/probe/index.js'
import type { CliWords } from '../words/types.js'
import { type CommandDefinition, listOf, number, option, type ResultOptions, resultOptions, word } from './command.js'

export interface ProbeOptions extends ResultOptions {
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
  return [
    word('--sni <NAME>', o.sni, words),
    word('--host <NAME>', o.host, words),
    word('--path <PATH>', o.path, words),
    word('--method <METHOD>', o.method, words),
    option('--address <ADDRESS>', o.address).argParser(listOf(String)).default([]),
    word('--neutral <NAME>', o.neutral, words).default('www.example.com'),
    option('--expect <TEXT>', o.expect),
    number('--rounds <N>', o.rounds, { least: 1, most: 15 }, words).default(5),
    number('--max <N>', o.max, { least: 5, most: 60 }, words).default(60),
    number('--pace <SECONDS>', o.pace, { least: 0.1, most: 60 }, words).default(0.5),
    number('--timeout <SECONDS>', o.timeout, { least: 0.5, most: 60 }, words).default(5),
    number('--patience <SECONDS>', o.patience, { least: 5, most: 3600 }, words).default(200),
    option('--residual', o.residual),
    option('--from-capture <FILE>', o.fromCapture),
    option('--finding <ID>', o.finding),
    option('--dry-run', words.options.dryRun),
    option('--simulate <FILE>', words.options.simulate),
    number('--seed <N>', o.seed, { least: 0, most: 2 ** 32 - 1 }, words),
    option('--log <FILE>', words.options.log),
    ...resultOptions(words),
  ]
}
