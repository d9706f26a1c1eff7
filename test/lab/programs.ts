/** Real servers for the lab: nginx and haproxy with just the settings a case is about, and a certificate to serve. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from './host.js'
import { type Program, run, sleep } from './process.js'

/** A self-signed certificate in `folder`; returns the paths of key and certificate. */
export function certificate(folder: string, name = 'www.example.com'): { key: string; cert: string; both: string } {
  const [key, cert, both] = ['key.pem', 'cert.pem', 'both.pem'].map((file) => join(folder, file))
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  run('openssl', ['req', '-x509', ...kind, '-subj', `/CN=${name}`, '-keyout', key, '-out', cert])
  writeFileSync(both, run('cat', [key, cert]))
  return { key, cert, both }
}

/** nginx on ports 80 and 443; `http` and `server` are further directives of those blocks. */
export async function nginx(host: Host, folder: string, o: { http?: string; server?: string } = {}): Promise<Program> {
  const root = join(folder, 'nginx')
  for (const part of ['', 'html', 'body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(root, part))
  writeFileSync(join(root, 'html/index.html'), `<title>hello</title>${'lorem ipsum '.repeat(60)}\n`)
  writeFileSync(join(root, 'html/large.bin'), Buffer.alloc(600_000, 'z'))
  writeFileSync(join(root, 'nginx.conf'), nginxConfig(root, certificate(folder), o))
  const program = host.launch('nginx', '-p', root, '-c', join(root, 'nginx.conf'), '-e', join(root, 'error.log'))
  await listening(host, 443)
  return program
}

function nginxConfig(root: string, tls: { key: string; cert: string }, o: { http?: string; server?: string }): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (p) => `${p}_temp_path ${root}/${p.replace('client_', '')};`,
  )
  return `daemon off; master_process off; pid ${root}/pid;
events { worker_connections 256; }
http {
  access_log off; ${paths.join(' ')}
  default_type text/html;
  ${o.http ?? ''}
  server {
    listen 80; listen [::]:80; listen 443 ssl; listen [::]:443 ssl;
    ssl_certificate ${tls.cert}; ssl_certificate_key ${tls.key};
    root ${root}/html;
    ${o.server ?? ''}
  }
}
`
}

/** haproxy from the sections given after `defaults`. */
export async function haproxy(host: Host, folder: string, sections: string, port: number): Promise<Program> {
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, `global\n  maxconn 100\n${sections}\n`)
  const program = host.launch('haproxy', '-db', '-f', file)
  await listening(host, port)
  return program
}

/** Waits until somebody listens on the port. */
async function listening(host: Host, port: number): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (host.exec('ss', '-Hltn', `sport = :${port}`).trim() !== '') return
    await sleep(30)
  }
  throw new Error(`${host.name}: nothing listens on port ${port}`)
}
