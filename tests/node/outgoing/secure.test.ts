import { Agent, createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { request, Agent as UndiciAgent } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { createCertificate } from '../../harness/createCertificate.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'
import { openMonitor } from './openMonitor.ts'

/** A server with a certificate that nobody has signed. */
const startSecure = async (): Promise<string> => {
  const folder = createTemporaryFolder()
  onTestFinished(() => folder.remove())
  const certificate = createCertificate('DNS:localhost', folder.path)
  const server = createServer(certificate, (_, response) => response.end('fine'))
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.on('listening', resolve))
  onTestFinished(() => void server.close())
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

it('calls by TLS are told as others, and so are those that fail for it', async () => {
  const [url, { monitor, series }] = [await startSecure(), openMonitor()]
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })
  const dispatcher = new UndiciAgent({ connect: { rejectUnauthorized: false } })
  const byHttps = (options: object): Promise<unknown> =>
    new Promise((resolve) =>
      get(`${url}/a?b=c`, options, (incoming) => incoming.resume().on('end', resolve)).on(
        'error',
        resolve,
      ),
    )
  const messages = await monitor.withScope(async (scope) => {
    await byHttps({ agent })
    await byHttps({ agent: false })
    await request(`${url}/a?b=c`, { dispatcher }).then(({ body }) => body.dump())
    await fetch(`${url}/a?b=c`).catch(() => undefined)
    return scope.data.breadcrumbs?.map(({ message }) => message)
  })
  expect(messages).toEqual(Array.from({ length: 4 }, () => `GET ${url}/a`))
  const told = (await series()).map(({ attributes, count }) => [
    attributes['server.address'],
    attributes['error.type'],
    count,
  ])
  expect(told).toEqual([
    ['localhost', undefined, 2],
    ['localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT', 2],
  ])
  agent.destroy()
  await dispatcher.destroy()
})
