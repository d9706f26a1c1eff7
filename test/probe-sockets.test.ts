/** `rstrace probe` over real sockets, against servers on this machine that reset on purpose. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { after, describe, it } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { readClientHello } from '../src/core/wire/tls-hello.js'
import { type LogLine, logged } from '../src/probe/logged.js'
import { type MatrixOptions, runMatrix } from '../src/probe/matrix/run.js'
import { judge } from '../src/probe/matrix/verdict.js'
import type { Network } from '../src/probe/network.js'
import { SocketNetwork } from '../src/probe/node/network.js'
import { nodeTls } from '../src/probe/node/tls.js'
import { type ProbeRequest, readTarget } from '../src/probe/request.js'
import { selfSigned } from './certificate.js'

/** The first bytes that Node would send to this server. */
function clientHello(serverName: string | undefined): Promise<Uint8Array> {
  const session = nodeTls.open({ serverName })
  return session.start().finally(() => session.close())
}

const LOCAL = '127.0.0.1'
const servers = new Set<Server | HttpServer>()
after(() => {
  for (const server of servers) server.close()
})

async function listening(server: Server | HttpServer): Promise<number> {
  servers.add(server)
  server.listen(0, LOCAL)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** An HTTP server that resets what `offends`. */
const http = (offends: (request: IncomingMessage) => boolean): Promise<number> =>
  listening(
    createServer((request, response) => {
      if (offends(request)) request.socket.resetAndDestroy()
      else response.end('hello')
    }),
  )

/** A TLS server behind a peek at the first segment, which resets on a name that `offends`. */
function tls(
  offends: (name: string | undefined) => boolean,
  certificate = selfSigned('bad.test', 'www.example.com'),
): Promise<number> {
  const secure = createTlsServer(certificate, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello'))
  })
  secure.on('tlsClientError', () => undefined)
  return listening(createTcpServer((socket) => peek(socket, offends, (one) => secure.emit('connection', one))))
}

function peek(socket: Socket, offends: (name: string | undefined) => boolean, pass: (socket: Socket) => void): void {
  socket.on('error', () => socket.destroy())
  socket.once('readable', () => {
    const bytes: Buffer | null = socket.read()
    if (bytes === null) return void socket.end()
    if (offends(readClientHello(bytes)?.serverName)) return void socket.resetAndDestroy()
    socket.unshift(bytes)
    pass(socket)
  })
}

const local = (url: string): ProbeRequest => ({ ...readTarget(url)!, addresses: [LOCAL] })

async function probed(
  request: ProbeRequest,
  given: Partial<MatrixOptions> = {},
  network: Network = new SocketNetwork(),
) {
  const options: MatrixOptions = {
    request,
    neutral: 'www.example.com',
    most: 60,
    rounds: 5,
    pace: 0.005,
    patience: 10,
    timeout: 5,
    agent: 'rstrace',
    seed: 1,
    ...given,
  }
  const { table } = await runMatrix(options, { network, tls: nodeTls })
  return { table, judged: judge(table) }
}

describe('real connections', () => {
  it('find the server name that is reset', async () => {
    const port = await tls((name) => name === 'bad.test')
    const { judged, table } = await probed(local(`https://bad.test:${port}/`))
    assert.equal(judged.id, 'blocked-sni')
    assert.deepEqual({ ...judged.fails, count: 0, of: 0 }, { phase: 'hello', outcome: 'reset', count: 0, of: 0 })
    assert.ok(table.length <= 60)
  })

  it('send a ClientHello in two segments when asked to', async () => {
    const port = await tls((name) => name === 'bad.test')
    const { table } = await probed(local(`https://bad.test:${port}/`))
    const inTwo = table.filter(({ variant }) => variant.factor === 'segments')
    assert.ok(inTwo.length > 0 && inTwo.every(({ outcome }) => outcome === 'ok'))
  })

  it('find the Host, the URL and the word that are reset', async () => {
    const byHost = await http(({ headers }) => headers.host?.startsWith('bad.test') === true)
    assert.equal((await probed(local(`http://bad.test:${byHost}/a`))).judged.id, 'blocked-host')
    const byUrl = await http(({ headers, url }) => headers.host?.startsWith('bad.test') === true && url === '/secret')
    assert.equal((await probed(local(`http://bad.test:${byUrl}/secret`))).judged.id, 'blocked-url')
    const byWord = await http(({ url }) => url?.includes('word') === true)
    assert.equal((await probed(local(`http://bad.test:${byWord}/a?q=word`))).judged.id, 'blocked-content')
  })

  it('see nothing wrong where nothing is, and report the certificate', async () => {
    const port = await tls(() => false, selfSigned('other.test'))
    const { judged, table } = await probed(local(`https://bad.test:${port}/`))
    assert.equal(judged.id, 'nothing-wrong')
    assert.equal(judged.wrongCertificate?.subject, 'other.test')
    assert.equal(table[0].status, 200)
  })

  it('see a closed port refuse', async () => {
    const server = createTcpServer()
    const port = await listening(server)
    server.close()
    const { judged } = await probed(local(`http://bad.test:${port}/`))
    assert.deepEqual([judged.fails?.phase, judged.fails?.outcome], ['connect', 'refused'])
    assert.ok(!judged.id.startsWith('blocked-'))
  })

  it('do not blame anybody for a server that resets everything', async () => {
    const port = await tls(() => true)
    assert.equal((await probed(local(`https://bad.test:${port}/`))).judged.id, 'unknown')
  })

  it('see a server that says nothing time out', async () => {
    const port = await listening(createTcpServer((socket) => socket.on('error', () => socket.destroy())))
    const { judged } = await probed(local(`http://bad.test:${port}/`), { timeout: 0.05, most: 12 })
    assert.deepEqual([judged.fails?.phase, judged.fails?.outcome], ['request', 'timeout'])
  })

  it('see that what answers a ClientHello is not TLS', async () => {
    const port = await http(() => false)
    const { judged, table } = await probed(local(`https://bad.test:${port}/`), { most: 20 })
    assert.equal(judged.id, 'server-declines')
    assert.equal(table.find(({ variant }) => variant.id === 'given')?.detail, 'other-protocol')
  })

  it('are written down, each event in a line', async () => {
    const port = await http(() => false)
    const lines: LogLine[] = []
    const network = logged(new SocketNetwork(), (line) => lines.push(line))
    await probed(local(`http://good.test:${port}/`), {}, network)
    const first = lines.filter(({ connection }) => connection === 1).map(({ event }) => event)
    assert.deepEqual(first.slice(0, 4), ['connect', 'connected', 'send', 'data'])
    assert.ok(!JSON.stringify(lines).includes('hello'))
  })
})

describe('Node’s TLS over bytes', () => {
  it('gives an ordinary ClientHello with the name asked for', async () => {
    const hello = readClientHello(await clientHello('www.a.test'))
    assert.equal(hello?.serverName, 'www.a.test')
    assert.equal(hello?.version, 0x0304)
    assert.deepEqual(hello?.alpn, ['http/1.1'])
    assert.equal(readClientHello(await clientHello(undefined))?.serverName, undefined)
  })
})
