/** `rstrace ping HOST`. */
import { locateCommandWords } from '../words/locate/index.js'
import { type CommandDefinition, number, option, type ResultOptions, resultOptions } from './command.js'

export interface PingOptions extends ResultOptions {
  compare?: string
  count: number
  timeout: number
  simulate?: string
}

export const pingCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const said = locateCommandWords[language]
  const { options: o } = said
  const command = subcommand('ping', said.ping.description, said.ping.epilogue)
    .argument('<HOST>', said.pingTarget)
    .action(async (host: string, options: PingOptions) => {
      const { ping } = await import('../ping.js')
      process.exitCode = await ping(host, options, language, words)
    })
  for (const one of [
    option('--compare <CAPTURE>', o.compare),
    number('-c, --count <N>', o.count, { least: 1, most: 20, whole: true }, words).default(3),
    number('--timeout <SECONDS>', o.pingTimeout, { least: 0.3, most: 30 }, words).default(2),
    option('--simulate <FILE>', words.options.simulate),
    ...resultOptions(words),
  ]) {
    command.addOption(one)
  }
}
