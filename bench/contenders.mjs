/** Who runs: rstrace, and those of its peers that are installed. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Runs of the fast ones are repeated; the slow ones, which take a hundred times as long, run once. */
const contenders = [
  { name: 'cat', command: (file) => ['cat', file] },
  { name: 'tcpdump', command: (file) => ['tcpdump', '-r', file, '-w', '/dev/null', 'tcp[tcpflags] & tcp-rst != 0'] },
  { name: 'tcptrace', slow: true, command: (file) => ['tcptrace', '-n', file] },
  {
    name: 'tshark',
    slow: true,
    command: (file) => ['tshark', '-n', '-r', file, '-Y', 'tcp.flags.reset==1'],
    /** Only the first packets, where the whole file would take too long. */
    firstPackets: (count) => ['-c', `${count}`],
  },
]

const rstrace = (script) => ({
  name: 'rstrace',
  command: (file) => [process.execPath, script, file, '--format', 'jsonl', '-o', '/dev/null'],
})

/** @param script rstrace's program file */
export const installed = (script) => [rstrace(script), ...contenders.filter(({ name }) => isInstalled(name))]

function isInstalled(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
