/** Resets that real servers and clients make: nginx, haproxy, Node, curl. */

import type { Lab, Scenario } from '../lab.js'
import { haproxy, nginx } from '../programs.js'
import { isAbort } from './common.js'
import { ALLOWED, get, startWeb } from './web.js'

async function startNginx(lab: Lab, o: { http?: string; server?: string }): Promise<void> {
  await Promise.all([lab.client.start(), nginx(lab.server, lab.scratch, o)])
  await lab.record()
}

async function dial(lab: Lab, port = 80): Promise<number> {
  const { id, error } = await lab.client.do('connect', { address: lab.server.address, port })
  if (error) throw new Error(`port ${port}: ${error}`)
  return id
}

/** nginx closes an idle connection with a FIN; the client's next request is answered with a reset. */
const nginxIdle: Scenario = {
  name: 'idle-nginx',
  async run(lab) {
    await startNginx(lab, { http: 'keepalive_timeout 1s;' })
    const cause = ['keepalive-race', 'late-data', 'idle-timeout']
    lab.explain({ from: 'server', cause, why: 'request after keepalive_timeout had closed the connection' })
    const id = await dial(lab)
    const request = `GET / HTTP/1.1\r\nHost: ${ALLOWED}\r\n\r\n`
    await lab.client.do('write', { id, text: request })
    await lab.client.do('read', { id, bytes: 500 })
    await lab.client.do('closed', { id, wait: 5000 })
    await lab.client.do('write', { id, text: request })
    await lab.settle()
  },
}

/** reset_timedout_connection: a client too slow with its request's body is reset. */
const nginxSlowBody: Scenario = {
  name: 'timeout-nginx-reset',
  async run(lab) {
    const slow = 'client_header_timeout 1s; client_body_timeout 1s; reset_timedout_connection on;'
    await startNginx(lab, { http: slow, server: 'location /form { proxy_pass http://127.0.0.1:9; }' })
    const why = 'client_body_timeout with reset_timedout_connection'
    lab.explain({ from: 'server', cause: ['idle-timeout', 'abort'], untriggered: true, why })
    const id = await dial(lab)
    await lab.client.do('write', {
      id,
      text: `POST /form HTTP/1.1\r\nHost: ${ALLOWED}\r\nContent-Length: 900\r\n\r\npart`,
    })
    await lab.client.do('closed', { id, wait: 5000 })
  },
}

/** 444 closes without an answer; with reset_timedout_connection it resets. */
const nginx444: Scenario = {
  name: 'nginx-444-reset',
  async run(lab) {
    await startWeb(lab, { server: 'reset_timedout_connection on; location /closed { return 444; }' })
    // Read and then cut off, or cut off unread: without an answer the wire shows the same.
    const cause = ['abort', 'unread-data']
    lab.explain({ from: 'server', cause, untriggered: true, why: 'return 444 with reset_timedout_connection' })
    await get(lab, `http://${ALLOWED}/`)
    await get(lab, `http://${ALLOWED}/closed`)
  },
}

/** 413 while the body is still coming: without lingering close the rest of it draws resets. */
const tooLarge = (lingering: boolean): Scenario => ({
  name: lingering ? 'too-large-lingering-close' : 'too-large-413',
  setup: { delay: 3 },
  async run(lab) {
    const close = lingering
      ? 'lingering_close always; lingering_timeout 200ms; lingering_time 1s;'
      : 'lingering_close off;'
    // A body on its way to a backend is counted as it is read: a limit met in mid-body ends the request there.
    const server = 'location /upload { proxy_pass http://127.0.0.1:9; }'
    await startNginx(lab, { http: `client_max_body_size 1k; keepalive_timeout 0; ${close}`, server })
    const cause = ['early-response']
    lab.explain({ from: 'server', cause, untriggered: true, when: isAbort, why: '413 sent, body unread, closed' })
    lab.explain({ from: 'server', cause: [...cause, 'late-data', 'unread-data'], why: '413 sent, body still coming' })
    lab.explain({
      from: 'client',
      cause: ['unread-data', 'abort', 'late-data', 'no-such-connection'],
      why: 'client gave up',
    })
    const id = await dial(lab)
    await lab.client.do('write', {
      id,
      text: `POST /upload HTTP/1.1\r\nHost: ${ALLOWED}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    })
    const chunk = `1000\r\n${'u'.repeat(4096)}\r\n`
    for (let i = 0; i < 50 && !(await lab.client.do('state', { id })).closed; i++) {
      await lab.client.do('write', { id, text: chunk })
      await lab.sleep(25)
    }
    await lab.client.do('close', { id })
  },
})

/** A client that does not trust the certificate: alert, close, and the server's tickets come too late. */
const untrusted: Scenario = {
  name: 'tls-untrusted-certificate',
  async run(lab) {
    await startWeb(lab)
    const cause = ['tls-refused', 'late-data', 'unread-data', 'abort', 'no-such-connection']
    lab.explain({ from: 'client', cause, why: 'the client refused the certificate' })
    const to = `${ALLOWED}:443:${lab.server.urlAddress}`
    await lab.client.tryExec(5000, 'curl', '-sS', '--max-time', '4', '--resolve', to, `https://${ALLOWED}/`)
    await lab.settle()
  },
}

/** A server that resets at the ClientHello: its own refusal, not a device's. */
const helloRefused: Scenario = {
  name: 'tls-refused-by-server',
  async run(lab) {
    await lab.startBoth()
    lab.explain({
      from: 'server',
      cause: ['tls-refused', 'abort', 'unread-data'],
      why: 'the server read the ClientHello and reset',
    })
    await lab.server.do('listen', { port: 443 })
    const visit = get(lab, `https://${ALLOWED}/`)
    const s = await lab.server.do('accept', { port: 443 })
    await lab.server.do('read', { id: s })
    await lab.server.do('reset', { id: s })
    await visit
  },
}

const DEFAULTS = `defaults
  timeout connect 2s
  timeout client 1s
  timeout server 1s`

/** haproxy's idle timer on a plain TCP service. */
const haproxyIdle: Scenario = {
  name: 'idle-haproxy',
  async run(lab) {
    const { server, client } = lab
    await Promise.all([client.start(), server.start()])
    await server.do('listen', { port: 9000 })
    const front = `frontend f\n  mode tcp\n  bind :::3306 v4v6\n  default_backend b\nbackend b\n  mode tcp\n  server s 127.0.0.1:9000`
    await haproxy(server, lab.scratch, `${DEFAULTS}\n${front}`, 3306)
    await lab.record()
    const cause = ['late-data', 'idle-timeout', 'keepalive-race', 'no-such-connection']
    lab.explain({ from: 'server', cause, why: "data after haproxy's timer closed the connection" })
    const id = await dial(lab, 3306)
    const s = await server.do('accept', { port: 9000 })
    await client.do('write', { id, text: 'hello\n' })
    await server.do('read', { id: s })
    await client.do('closed', { id, wait: 4000 })
    await client.do('write', { id, text: 'still there?\n' })
    await lab.settle()
  },
}

/** The backend behind a proxy aborts: two connections, and each end of each as its own capture shows it. */
const twoLegs: Scenario = {
  name: 'proxy-two-legs',
  async run(lab) {
    const { server, client } = lab
    const backend = await lab.network.attach('backend', server, 0.3)
    await Promise.all([client.start(), backend.start()])
    await backend.do('listen', { port: 9000 })
    const front = `frontend f\n  mode tcp\n  bind :::3306 v4v6\n  default_backend b\nbackend b\n  mode tcp\n  server s ${backend.urlAddress}:9000`
    await haproxy(server, lab.scratch, `${DEFAULTS.replaceAll('1s', '20s')}\n${front}`, 3306)
    const near = lab.network.beyond(backend, 'net0').address
    lab.vantage({ name: 'proxy-back', own: [near], host: server, device: 'to-backend' })
    lab.vantage({ name: 'backend', own: [backend.address], host: backend, device: 'net0' })
    lab.alias('client', near)
    lab.alias('server', backend.address)
    await lab.record()
    lab.explain({
      from: 'server',
      cause: ['abort'],
      untriggered: true,
      when: isAbort,
      why: 'the backend aborted, the proxy after it',
    })
    const late = ['late-data', 'keepalive-race', 'no-such-connection']
    lab.explain({ from: 'server', cause: late, why: 'data after the proxy had closed' })
    const id = await dial(lab, 3306)
    const s = await backend.do('accept', { port: 9000 })
    await client.do('write', { id, text: 'select 1\n' })
    await backend.do('read', { id: s })
    await backend.do('write', { id: s, text: '1\n' })
    await client.do('read', { id })
    await lab.settle(1)
    await backend.do('reset', { id: s })
    await lab.settle()
    await client.do('write', { id, text: 'select 2\n' })
    await lab.settle()
  },
}

/** Ordinary visits: whatever resets they end in are nobody's concern. */
const ordinary: Scenario = {
  name: 'ordinary-web',
  async run(lab) {
    await startWeb(lab)
    lab.allIsWell()
    for (const url of [`http://${ALLOWED}/`, `https://${ALLOWED}/`, `http://${ALLOWED}/large.bin`]) await get(lab, url)
  },
}

export const programs = [
  nginxIdle,
  nginxSlowBody,
  nginx444,
  tooLarge(false),
  tooLarge(true),
  untrusted,
  helloRefused,
  haproxyIdle,
  twoLegs,
  ordinary,
]
