// The page while it is being worked on: built anew for every visit, served on the loopback.
// node scripts/serve-web.mjs [PORT]
import { createServer } from 'node:http'
import { pageHtml } from './bundle-web.mjs'

const port = Number(process.argv[2] ?? 8080)

const server = createServer(async ({ url }, response) => {
  if (url !== '/') return response.writeHead(404).end()
  try {
    const html = await pageHtml({ minify: false })
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(error.message)
  }
})
server.on('error', (error) => {
  console.error(`cannot serve on port ${port}: ${error.message}`)
  process.exitCode = 1
})
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
