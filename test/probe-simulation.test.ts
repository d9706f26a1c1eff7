/** The simulated network: that its packets fare as they would on a path. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { latin1Text } from '../src/core/wire/octets.js'
import { latin1 } from '../src/probe/bytes.js'
import type { Connection, ConnectionEvent, ConnectOptions } from '../src/probe/network.js'
import { SimulatedNetwork, type SimulationOptions } from '../src/probe/simulation/network.js'
import { PathError, parsePath } from '../src/probe/simulation/parse.js'
import { toyClientHello } from '../src/probe/simulation/toy-tls.js'

const ROUTERS = ['10.0.1.1', '10.0.2.1', '10.0.3.1', '10.0.4.1', '10.0.5.1']
const SERVER = '192.0.2.10'

/** Five routers, 1 ms apart, with `lines` behind the one that they name. */
function path(lines: Record<number, string> = {}, rest = ''): string {
  const hops = ROUTERS.map((address, i) => `hop ${address} 1ms\n${lines[i + 1] ?? ''}`)
  return `name a.test ${SERVER}\n${hops.join('\n')}\nserver ${SERVER} 1ms\n  port 443 https\n  port 80 http\n${rest}`
}

const network = (text: string, options?: SimulationOptions) => new SimulatedNetwork(parsePath(text), options)

const DEVICE = 'device in-path\n  on sni bad.test\n  does reset client\n'

async function connected(net: SimulatedNetwork, options: Partial<ConnectOptions> = {}): Promise<Connection> {
  const connection = net.connect({ address: SERVER, port: 443, ...options })
  await connection.more(0, 30)
  return connection
}

/** The events after a ClientHello with this name and hop limit, in half a second. */
async function hello(net: SimulatedNetwork, name: string, hopLimit?: number): Promise<string[]> {
  const connection = await connected(net)
  connection.send(toyClientHello(name), { hopLimit })
  await net.sleep(0.5)
  return connection.events.slice(1).map(described)
}

const described = (event: ConnectionEvent): string => (event.kind === 'icmp' ? `icmp ${event.from ?? '?'}` : event.kind)

describe('a simulated path', () => {
  it('connects in one round trip', async () => {
    const net = network(path())
    const { events } = await connected(net)
    assert.equal(events[0].kind, 'connected')
    assert.equal(events[0].time.toFixed(4), '0.0120')
  })

  it('answers HTTP and ends the connection', async () => {
    const net = network(path())
    const connection = await connected(net, { port: 80 })
    connection.send(latin1('GET / HTTP/1.1\r\nHost: a.test\r\n\r\n'))
    await net.sleep(1)
    assert.deepEqual(connection.events.map(described), ['connected', 'data', 'fin'])
    const [, data] = connection.events
    assert.ok(data.kind === 'data' && latin1Text(data.bytes).startsWith('HTTP/1.1 200'))
  })

  it('refuses a closed port, and says nothing on a silent one', async () => {
    const refused = await connected(network(path()), { port: 81 })
    assert.deepEqual(refused.events.map(described), ['refused'])
    const silent = await connected(network(path({}, '  closed silent\n')), { port: 81 })
    assert.deepEqual(silent.events.map(described), ['timeout'])
  })

  it('names the router at which a SYN expires', async () => {
    const net = network(path())
    for (const [i, router] of ROUTERS.entries()) {
      const { events } = await connected(net, { hopLimit: i + 1 })
      assert.deepEqual(described(events[0]), `icmp ${router}`)
    }
    assert.equal((await connected(net, { hopLimit: 6 })).events[0].kind, 'connected')
  })

  it('has a device behind router 3 reset from hop limit 4 on, with no ICMP from beyond', async () => {
    const net = network(path({ 3: DEVICE }))
    const first = async (hopLimit: number) => (await hello(net, 'bad.test', hopLimit))[0]
    assert.equal(await first(3), 'icmp 10.0.3.1')
    assert.equal(await first(4), 'reset')
    assert.equal(await first(5), 'reset')
    assert.deepEqual(await hello(net, 'good.test', 4), ['icmp 10.0.4.1', 'icmp 10.0.4.1'])
  })

  it('has a device beside the path let the trigger go on to the next router', async () => {
    const net = network(path({ 3: DEVICE.replace('in-path', 'on-path') }))
    assert.equal((await hello(net, 'bad.test', 4))[0], 'reset')
    const before = net.timeExceededCount()
    await hello(net, 'bad.test', 5)
    assert.ok(net.timeExceededCount() > before)
  })

  it('shows the tap the hop limit and IP ID of the reset', async () => {
    const net = network(path({ 3: `${DEVICE}  ttl 100\n  ip-id 777\n` }))
    const connection = await connected(net)
    connection.send(toyClientHello('bad.test'))
    await net.sleep(0.5)
    const reset = connection.packets?.find(({ flags }) => flags.startsWith('R'))
    assert.equal(reset?.hopLimit, 97)
    assert.equal(reset?.ipId, 777)
    assert.equal(connection.packets?.[0].hopLimit, 59)
  })

  it('lets a copied TTL arrive only from twice the distance on, rising by one each', async () => {
    const net = network(path({ 2: `${DEVICE}  ttl copied\n` }))
    assert.ok(!(await hello(net, 'bad.test', 4)).includes('reset'))
    assert.ok((await hello(net, 'bad.test', 5)).includes('reset'))
  })

  it('ignores what arrives below the least hop limit asked for', async () => {
    const net = network(path({ 3: DEVICE }))
    const events = async (minHopLimit: number) => {
      const connection = await connected(net, { minHopLimit })
      connection.send(toyClientHello('bad.test'))
      await net.sleep(0.5)
      return connection.events.map(described)
    }
    assert.deepEqual(await events(59), ['connected', 'reset'])
    const far = network(path({ 3: `${DEVICE}  ttl 40\n` }))
    const connection = await connected(far, { minHopLimit: 50 })
    connection.send(toyClientHello('bad.test'))
    await far.sleep(0.5)
    assert.deepEqual(connection.events.map(described), ['connected'])
  })

  it('keeps a residual block for its time, by address or by address and port', async () => {
    const remembering = (by: string) => network(path({ 3: `${DEVICE}  remembers 60s by ${by}\n` }))
    const outcomes = async (net: SimulatedNetwork) => {
      await hello(net, 'bad.test')
      const same = (await connected(net)).events[0].kind
      const other = (await connected(net, { port: 80 })).events[0].kind
      await net.sleep(60)
      return [same, other, (await connected(net)).events[0].kind]
    }
    assert.deepEqual(await outcomes(remembering('address')), ['refused', 'refused', 'connected'])
    assert.deepEqual(await outcomes(remembering('address-and-port')), ['refused', 'connected', 'connected'])
  })

  it('lets the first answer win on an on-path device, and a device that reads segments miss what is split', async () => {
    const net = network(path({ 3: 'device on-path\n  on host bad.test\n  does answer 403 blocked\n' }))
    const answerTo = async (splitAt: number[]) => {
      const connection = await connected(net, { port: 80 })
      connection.send(latin1('GET / HTTP/1.1\r\nHost: bad.test\r\n\r\n'), { splitAt })
      await net.sleep(1)
      const data = connection.events.find((event) => event.kind === 'data')
      return data?.kind === 'data' ? latin1Text(data.bytes).slice(9, 12) : ''
    }
    assert.equal(await answerTo([]), '403')
    assert.equal(await answerTo([24]), '200')
  })

  it('retransmits what is lost', async () => {
    const net = network(`seed 3\n${path({ 2: '  loss 30%' })}`)
    let connectedOf = 0
    for (let i = 0; i < 50; i++) if ((await connected(net)).events[0].kind === 'connected') connectedOf++
    assert.ok(connectedOf > 40 && net.now() > 10, `${connectedOf} of 50 in ${net.now()} s`)
  })

  it('sends connections over routes of different length', async () => {
    const net = network(path({ 3: '  route 1', 4: '  route 2', 5: '  route 2' }))
    const limits = new Set<number>()
    for (let i = 0; i < 20; i++) limits.add((await connected(net)).packets?.[0].hopLimit ?? 0)
    assert.deepEqual([...limits].sort(), [60, 61])
  })

  it('reports rarely from a router that limits ICMP, never from a silent one or through a NAT that blocks it', async () => {
    const count = async (text: string, hopLimit: number) => {
      const net = network(text)
      for (let i = 0; i < 5; i++) {
        net.connect({ address: SERVER, port: 443, hopLimit }).abort()
      }
      await net.sleep(0.5)
      return net.timeExceededCount()
    }
    assert.equal(await count(path(), 2), 5)
    assert.equal(await count(path({ 2: '  icmp most 2 every 1s' }), 2), 2)
    assert.equal(await count(path({ 2: '  icmp silent' }), 2), 0)
    assert.equal(await count(path({ 1: 'nat 203.0.113.9\n  icmp blocked' }), 2), 0)
    assert.equal(await count(path({ 1: 'nat 203.0.113.9\n  icmp blocked' }), 1), 5)
  })

  it('answers pings with the hop limit of the host', async () => {
    const net = network(path())
    assert.deepEqual((await net.ping(SERVER, { timeoutSeconds: 1 }))?.hopLimit, 59)
    assert.deepEqual((await net.ping(SERVER, { timeoutSeconds: 1, hopLimit: 2 }))?.from, '10.0.2.1')
  })

  it('mirrors the DSCP in a host’s own refusal, and not in a forged one', async () => {
    const net = network(path({ 3: 'device in-path\n  on port 8443\n' }))
    const dscpOf = async (port: number) => (await connected(net, { port, dscp: 10 })).packets?.[0].dscp
    assert.equal(await dscpOf(81), 10)
    assert.equal(await dscpOf(8443), 0)
  })

  it('shows less to a network that can do less', async () => {
    const net = network(path(), { abilities: { icmpForSyn: 'occurrence', seesPackets: false } })
    const connection = await connected(net, { hopLimit: 2 })
    assert.deepEqual(connection.events.map(described), ['icmp ?'])
    assert.equal(connection.packets, undefined)
  })

  it('ends a wait at once when told to stop', async () => {
    const net = network(path())
    const controller = new AbortController()
    const wait = net.sleep(1000, controller.signal)
    controller.abort(new Error('enough'))
    await assert.rejects(wait, /enough/)
  })
})

describe('a path file', () => {
  const faults: [string, RegExp][] = [
    ['hop', /line 1: "hop" stops short/],
    ['hop 10.0.0.300x 1ms', /line 1: "10.0.0.300x" is no address/],
    ['hop 10.0.0.1 1', /"1" is no duration/],
    ['  loss 10%', /line 1: an indented line/],
    ['hop 10.0.0.1 1ms\n  loss 10', /line 2: "10" is no share/],
    ['router 10.0.0.1', /"router" is not known here; what is: seed, client/],
    ['device\n', /"nothing" is not known here; what is: in-path, on-path/],
    ['hop 10.0.0.1 1ms', /ends at no server/],
    ['server 192.0.2.1\n  port 443 gopher', /"gopher" is not known here/],
  ]
  for (const [text, message] of faults) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parsePath(text),
        (error) => error instanceof PathError && message.test(error.message),
      )
    })
  }

  it('reads the ones that are kept here', () => {
    const file = fileURLToPath(new URL('../../test/paths/sni-in-path.path', import.meta.url))
    assert.equal(parsePath(readFileSync(file, 'utf8')).elements.length, 6)
  })
})
