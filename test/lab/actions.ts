/** What a host of the lab can be told to do with ordinary sockets. Runs inside the host's namespace (puppet.ts). */
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { sleep, until } from './process.js'

interface Held {
  socket: Socket
  received: string
  /** Bytes received; text is kept for the first 64 kB only. */
  bytes: number
  ended: boolean
  closed: boolean
  error?: string
}

export interface SocketState {
  text: string
  bytes: number
  ended: boolean
  closed: boolean
  error?: string
}

const sockets = new Map<number, Held>()
const waiting = new Map<number, number[]>()
const servers = new Map<number, Server>()
let lastId = 0

function hold(socket: Socket, reading: boolean): number {
  const held: Held = { socket, received: '', bytes: 0, ended: false, closed: false }
  sockets.set(++lastId, held)
  socket.on('error', (error: NodeJS.ErrnoException) => {
    held.error = error.code
  })
  socket.on('end', () => {
    held.ended = true
  })
  socket.on('close', () => {
    held.closed = true
  })
  if (reading) startReading(held)
  return lastId
}

function startReading(held: Held): void {
  held.socket.on('data', (chunk) => {
    held.bytes += chunk.length
    if (held.received.length < 65536) held.received += chunk.toString('latin1')
  })
  held.socket.resume()
}

function get(id: number): Held {
  const held = sockets.get(id)
  if (!held) throw new Error(`no socket ${id}`)
  return held
}

const stateOf = ({ received, bytes, ended, closed, error }: Held): SocketState => ({
  text: received,
  bytes,
  ended,
  closed,
  error,
})

export const actions = {
  /** Listens; `hold` leaves what clients send unread in the kernel; `inherited` takes the socket injector.c made. */
  async listen(o: { port: number; backlog?: number; hold?: boolean; inherited?: boolean }): Promise<void> {
    const server = createServer({ pauseOnConnect: o.hold, allowHalfOpen: true }, (socket) => {
      waiting.get(o.port)!.push(hold(socket, !o.hold))
    })
    waiting.set(o.port, [])
    servers.set(o.port, server)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(o.inherited ? { fd: 10 } : { port: o.port, backlog: o.backlog }, resolve)
    })
  },

  async stopListening(o: { port: number }): Promise<void> {
    servers.get(o.port)?.close()
  },

  /** The next connection that came in on `port`. */
  async accept(o: { port: number }): Promise<number> {
    const queue = waiting.get(o.port)
    if (!queue || !(await until(() => queue.length > 0, 5000))) throw new Error(`nothing came to port ${o.port}`)
    return queue.shift()!
  },

  /** Connects; the error's code when that fails. `hold` leaves what arrives unread. */
  async connect(o: {
    address: string
    port: number
    localPort?: number
    hold?: boolean
    keepAlive?: number
    wait?: number
  }): Promise<{ id: number; error?: string }> {
    const socket = connect({ host: o.address, port: o.port, localPort: o.localPort, allowHalfOpen: true })
    if (o.hold) socket.pause()
    const id = hold(socket, !o.hold)
    let open = false
    socket.once('connect', () => {
      open = true
    })
    await until(() => open || get(id).closed, o.wait ?? 5000)
    if (o.keepAlive !== undefined) socket.setKeepAlive(true, o.keepAlive)
    return { id, error: open ? undefined : (get(id).error ?? 'TIMEOUT') }
  },

  async write(o: { id: number; text?: string; bytes?: number }): Promise<void> {
    const { socket } = get(o.id)
    socket.write(o.text ?? Buffer.alloc(o.bytes ?? 1, 'x'))
  },

  /** Waits until `bytes` have come in all (1 unless told), the end, or the time is up. */
  async read(o: { id: number; bytes?: number; wait?: number }): Promise<SocketState> {
    const held = get(o.id)
    await until(() => held.bytes >= (o.bytes ?? 1) || held.ended || held.closed, o.wait ?? 3000)
    return stateOf(held)
  },

  async state(o: { id: number }): Promise<SocketState> {
    return stateOf(get(o.id))
  },

  async closed(o: { id: number; wait?: number }): Promise<SocketState> {
    const held = get(o.id)
    await until(() => held.closed || held.ended, o.wait ?? 5000)
    return stateOf(held)
  },

  async startReading(o: { id: number }): Promise<void> {
    startReading(get(o.id))
  },

  /** FIN, reading on. */
  async end(o: { id: number }): Promise<void> {
    get(o.id).socket.end()
  },

  /** close(2). */
  async close(o: { id: number }): Promise<void> {
    get(o.id).socket.destroy()
  },

  /** close(2) with SO_LINGER 0. */
  async reset(o: { id: number }): Promise<void> {
    get(o.id).socket.resetAndDestroy()
  },

  /** Node's own HTTP server. */
  async serveHttp(o: { port: number; keepAliveTimeout?: number; bytes?: number; delay?: number }): Promise<void> {
    const body = Buffer.alloc(o.bytes ?? 200, 'y')
    const server = createHttpServer(async (request, response) => {
      request.resume()
      if (o.delay) await sleep(o.delay)
      response.end(body)
    })
    if (o.keepAliveTimeout !== undefined) server.keepAliveTimeout = o.keepAliveTimeout
    await new Promise<void>((resolve) => server.listen(o.port, () => resolve()))
  },
}

export type Actions = typeof actions
