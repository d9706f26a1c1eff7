/** `rstrace ping HOST`. */
import { type ColorMode, colorModes } from '../color.js'
import { locateCommandWords } from '../words/locate/index.js'
import { type CommandDefinition, choice, option } from './command.js'
import { numberIn } from './locate.js'

export interface PingOptions {
  compare?: string
  count: number
  timeout: number
  simulate?: string
  format: 'text' | 'json'
  json?: boolean
  output?: string
  color: ColorMode
}

export const pingCommand: CommandDefinition = (_program, { language, words, subcommand }) => {
  const said = locateCommandWords[language]
  const { options: o } = said
  const command = subcommand('ping', said.ping.description)
    .argument('<HOST>', said.pingTarget)
    .addHelpText('after', `\n${said.ping.epilogue}`)
    .action(async (host: string, options: PingOptions) => {
      const { ping } = await import('../ping.js')
      process.exitCode = await ping(host, options, language, words)
    })
  const number = (flags: string, text: string, least: number, most: number, whole: boolean) =>
    option(flags, text).argParser((value) => numberIn(flags, value, least, most, whole, said))
  for (const one of [
    option('--compare <CAPTURE>', o.compare),
    number('-c, --count <N>', o.count, 1, 20, true).default(3),
    number('--timeout <SECONDS>', o.pingTimeout, 0.3, 30, false).default(2),
    option('--simulate <FILE>', o.simulate),
    choice('--format <FORMAT>', o.format, ['text', 'json'], words).default('text'),
    option('--json', o.json),
    option('-o, --output <FILE>', words.options.output),
    choice('--lang <LANG>', words.options.lang, ['en', 'zh'], words),
    choice('--color <WHEN>', words.options.color, colorModes, words).default('auto'),
  ]) {
    command.addOption(one)
  }
}
