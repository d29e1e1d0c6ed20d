import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundle, type Subjects } from './bundle.ts'

export interface ServedPage {
  /** Of the page itself. */
  readonly url: string
  stop(): Promise<void>
}

interface PageOptions {
  /** The script that the page runs. */
  readonly entry: URL
  readonly subjects?: Subjects
  /** The page's `content-security-policy`. Default: none. */
  readonly policy?: string
  /** What else the page's own origin serves, by its path. */
  readonly mounts?: Readonly<Record<string, RequestListener>>
}

const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>page</title></head>
<body><script type="module" src="/page.js"></script></body></html>
`

/** Serves a page and its script, and at `/elsewhere` an empty page to leave it for. */
export const servePage = async ({
  entry,
  subjects,
  policy,
  mounts = {},
}: PageOptions): Promise<ServedPage> => {
  const script = await bundle(entry, subjects)
  const security: Record<string, string> = policy ? { 'content-security-policy': policy } : {}
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    const mounted = mounts[pathname]
    if (mounted) {
      mounted(request, response)
    } else if (pathname === '/page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    } else if (pathname === '/elsewhere') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>elsewhere')
    } else {
      response.writeHead(200, { 'content-type': 'text/html', ...security }).end(html)
    }
  })
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}/`, stop: () => close(server) }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
