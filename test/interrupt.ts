/** A program that is told to stop while it waits for a server. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/**
 * Runs a program against a server that accepts and never answers, sends it what Ctrl-C sends, and returns what it had
 * printed when it ended: soon, and with 130.
 * @param argsFor the program's arguments for a URL of that server
 */
export async function interrupted(argsFor: (url: string) => string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const child = spawn(process.execPath, argsFor(`http://127.0.0.1:${port}/`), { env })
  let stdout = ''
  child.stdout.on('data', (text) => (stdout += text))
  await once(server, 'connection')
  const stoppedAt = performance.now()
  child.kill('SIGINT')
  const [status] = await once(child, 'close')
  server.close()
  assert.equal(status, 130)
  assert.ok(performance.now() - stoppedAt < 10_000)
  return stdout
}
