/** What a simulated server does with the bytes of a connection. */
import { looksLikeHttpRequest, readHttpRequest } from '../../core/wire/http-head.js'
import { looksLikeClientHello } from '../../core/wire/tls-hello.js'
import { concat, latin1 } from '../bytes.js'
import { NO_BYTES } from './packet.js'
import type { Service } from './path.js'
import { nameAskedFor, scramble, takeRecord, toyAlert, toyData, toyServerHello } from './toy-tls.js'

export interface Reply {
  bytes?: Uint8Array
  ends?: 'fin' | 'reset'
}

/** One connection's talk; says what to do after each piece of data. */
export interface Talk {
  greeting: Reply
  hear(bytes: Uint8Array): Reply
}

export function talkOf(service: Service): Talk {
  const greeting = service.speaks === 'banner' ? { bytes: latin1(`${service.text}\r\n`) } : {}
  if (service.speaks === 'reset') return { greeting, hear: () => ({ ends: 'reset' }) }
  if (service.speaks === 'http') return { greeting, hear: hearHttp(service) }
  if (service.speaks === 'https') return { greeting, hear: hearTls(service) }
  return { greeting, hear: () => ({}) }
}

function hearHttp(service: Service): Talk['hear'] {
  let heard = NO_BYTES
  return (bytes) => {
    heard = concat(heard, bytes)
    if (looksLikeClientHello(heard)) return answer(400, 'this is plain HTTP')
    const request = readHttpRequest(heard)
    if (request?.complete !== true) return {}
    if (service.resetsHost !== undefined && request.host === service.resetsHost) return { ends: 'reset' }
    return answer(200, service.text, request.method === 'HEAD')
  }
}

function hearTls(service: Service): Talk['hear'] {
  const http = hearHttp(service)
  const holder = { buffer: NO_BYTES as Uint8Array }
  let open = false
  return (bytes) => {
    holder.buffer = concat(holder.buffer, bytes)
    if (!open) {
      if (looksLikeHttpRequest(holder.buffer)) return answer(400, 'this is TLS')
      const name = nameAskedFor(holder.buffer)
      if (name === undefined) return {}
      holder.buffer = NO_BYTES
      const reply = hello(service, name)
      open = reply.ends === undefined
      return reply
    }
    const one = takeRecord(holder)
    if (one === undefined) return {}
    const reply = http(scramble(one.body))
    return { ...reply, bytes: reply.bytes && toyData(reply.bytes) }
  }
}

/** @param name '' when none was asked for */
function hello(service: Service, name: string): Reply {
  const { needsName, only, knows } = service
  if (name === '' ? needsName : only !== undefined && !only.includes(name)) return { ends: 'reset' }
  if (name !== '' && knows !== undefined && !knows.includes(name)) return { bytes: toyAlert(), ends: 'fin' }
  return { bytes: toyServerHello(service.certificate ?? (name || 'default.test')) }
}

export function answer(status: number, text: string, headOnly = false): Reply {
  const head = `HTTP/1.1 ${status} X\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n`
  return { bytes: latin1(headOnly ? head : head + text), ends: 'fin' }
}
