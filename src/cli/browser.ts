import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The platform's own way to open a file with what its user chose for it; no shell sees the path. */
function openerOf(path: string): [command: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [path]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', path]]
  return ['xdg-open', [path]]
}

/** Whether there was something to open it with; what became of it then, is not waited for. */
export async function openInBrowser(path: string): Promise<boolean> {
  const [command, args] = openerOf(path)
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  try {
    await once(opener, 'spawn')
    opener.unref()
    return true
  } catch {
    return false
  }
}
