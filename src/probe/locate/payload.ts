/** What is sent: a trigger and a harmless counterpart that differs from it in names only. */
import { latin1 } from '../bytes.js'
import { requestText } from '../matrix/attempt.js'
import type { ProbeRequest } from '../request.js'
import type { TlsLayer } from '../tls.js'
import type { Payload } from './words/types.js'

export interface Payloads {
  trigger: Payload
  control?: Payload
}

/**
 * The trigger of a request and its control: a ClientHello with another name, or a request with another Host for the root.
 * Where the port speaks neither, the SYN is all there is.
 */
export function payloadsOf(request: ProbeRequest, control: string, controlPort?: number): Payloads {
  const { scheme, serverName, host, path, port } = request
  if (scheme === 'https') {
    return { trigger: { kind: 'client-hello', name: serverName }, control: { kind: 'client-hello', name: control } }
  }
  if (scheme === 'http') {
    return {
      trigger: { kind: 'http-request', host, path },
      control: { kind: 'http-request', host: control, path: '/' },
    }
  }
  return {
    trigger: { kind: 'syn', port },
    ...(controlPort !== undefined && { control: { kind: 'syn', port: controlPort } }),
  }
}

/** Its bytes; none of a SYN. @param agent names us to whoever reads the server's log */
export async function bytesOf(
  payload: Payload | undefined,
  tls: TlsLayer,
  agent: string,
): Promise<Uint8Array | undefined> {
  if (payload === undefined || payload.kind === 'syn') return undefined
  if (payload.kind === 'client-hello') return helloOf(payload.name, tls)
  return latin1(requestText({ method: 'GET', ...payload }, agent))
}

async function helloOf(serverName: string | undefined, tls: TlsLayer): Promise<Uint8Array> {
  const session = tls.open({ serverName })
  try {
    return await session.start()
  } finally {
    session.close()
  }
}
