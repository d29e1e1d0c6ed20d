import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { http } from '@holdfast/node'
import { relay } from '@holdfast/node/relay'
import { build } from 'esbuild'

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A page that knows no third party</title>
<button id="fail">Fail</button>
<button id="envelope">Send an envelope of Sentry</button>
<pre id="stats"></pre>
<script type="module" src="/page.js"></script>
`

/** No script, request or image of any other host is allowed: monitoring needs none. */
const policy = "default-src 'self'"

const bundle = async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/page.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    // Of the packages' builds; bundlers are silent on it where packages are installed, not linked.
    logOverride: { 'ignored-bare-import': 'silent' },
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * A site of one page, which serves its own monitoring.
 *
 * @param {{ dsn: string, url: string }} backends
 */
export const createSite = async ({ dsn, url }) => {
  const script = await bundle()
  const monitoring = relay({
    service: 'example-site',
    sinks: [http({ url })],
    forwardTo: [dsn],
    clientIp: 'mask',
  })
  const server = createServer((request, response) => {
    if (request.url === '/relay') return monitoring.node(request, response)
    if (request.url === '/page.js') {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    }
    if (request.url === '/stats') {
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ dsn, ...monitoring.stats() }))
    }
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
      .end(html)
  })
  return { server, close: () => monitoring.close() }
}
