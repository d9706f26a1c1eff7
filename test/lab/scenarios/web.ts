/** Requests through real programs: curl against nginx, as most resets on the path are met. */

import type { Lab } from '../lab.js'
import { nginx } from '../programs.js'

export const BLOCKED = 'blocked.example.com'
export const ALLOWED = 'www.example.com'

/** nginx on the server, then the captures. */
export async function startWeb(lab: Lab, o: { http?: string; server?: string } = {}): Promise<void> {
  await nginx(lab.server, lab.scratch, o)
  await lab.record()
}

/** One request; returns what curl said. Extra arguments are curl's. */
export function get(lab: Lab, url: string, ...extra: string[]): Promise<string> {
  const { hostname, protocol, port } = new URL(url)
  const at = port || (protocol === 'https:' ? '443' : '80')
  const resolve = ['--resolve', `${hostname}:${at}:${lab.server.urlAddress}`]
  return lab.client.tryExec(6000, 'curl', '-sS', '-k', '--max-time', '4', '-o', '/dev/null', ...resolve, ...extra, url)
}
