/** The list of commands, in the order of the help. A new one is a file and a line here. */
import { analyseCommand } from './analyse.js'
import type { CommandDefinition } from './command.js'
import { explainCommand } from './explain.js'
import { locateCommand } from './locate.js'
import { pingCommand } from './ping.js'
import { probeCommand } from './probe.js'
import { schemaCommand } from './schema.js'
import { viewCommand } from './view.js'

export const commands: readonly CommandDefinition[] = [
  analyseCommand,
  viewCommand,
  probeCommand,
  locateCommand,
  pingCommand,
  explainCommand,
  schemaCommand,
]
