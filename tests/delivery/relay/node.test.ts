import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, createServer as createServer2 } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { http, init } from '@holdfast/node'
import { type NodeRelay, type NodeRelayOptions, relay } from '@holdfast/node/relay'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expectLaw } from '../../harness/expectLaw.ts'
import { startSink } from '../../harness/startSink.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'
import { createBatch, createEnvelope } from './goodRequests.ts'
import { headOf, sendRaw } from './rawRequest.ts'

const json = { 'content-type': 'application/json' }

const openRelay = async (options: Partial<NodeRelayOptions> = {}) => {
  const sink = await startSink()
  const folder = createTemporaryFolder()
  const opened = relay({
    service: 'site',
    sinks: [http({ url: sink.url })],
    forwardTo: [sink.dsn],
    store: { directory: folder.path },
    ...options,
  })
  onTestFinished(async () => {
    await opened.close(0)
    folder.remove()
  })
  return { sink, folder, relay: opened }
}

/** A site, with whatever it has before the relay. */
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const post = (url: string, body: string | Uint8Array, headers: Record<string, string> = json) =>
  fetch(url, { method: 'POST', body: body as BodyInit, headers })

/** As body parsers do: the stream is read, and what they made of it hangs on the request. */
const parsedAs =
  (make: (body: string) => unknown, { node }: NodeRelay): RequestListener =>
  async (request: IncomingMessage & { body?: unknown }, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    request.body = make(text)
    node(request, response)
  }

describe('a relay in Node', () => {
  it('reads what something before it has held up, or wanted as text', async () => {
    const { relay } = await openRelay()
    const held = await serve((request, response) => {
      request.pause()
      setImmediate(() => relay.node(request, response))
    })
    const asText = await serve((request, response) => {
      request.setEncoding('utf8')
      relay.node(request, response)
    })
    expect((await post(held, createBatch().body)).status).toBe(202)
    expect((await post(asText, createBatch().body)).status).toBe(202)
  })

  it('loses nothing that a monitor has packed too well to be read', async () => {
    const { sink, relay } = await openRelay()
    const sinks = [http({ url: await serve(relay.node), compress: true })]
    const monitor = init({ service: 'page', sinks, store: false })
    onTestFinished(async () => void (await monitor.close(0)))
    const attachments = [{ name: 'blank', content: new Uint8Array(300_000) }]
    monitor.captureMessage('an empty picture', { attachments })
    await monitor.flush('5s')
    expect(monitor.stats().sinks['http']?.attachment).toMatchObject({ delivered: 1, lost: {} })
    await relay.flush()
    expect(sink.taken('http').size).toBe(2)
  })

  it('knows its own origin over HTTP/2', async () => {
    const { relay } = await openRelay()
    // Its requests have all of the others that is used here.
    const server = createServer2(relay.node as never)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const session = connect(own)
    onTestFinished(() => {
      session.destroy()
      server.close()
    })
    const postFrom = (origin: string): Promise<unknown> =>
      new Promise((resolve) => {
        const stream = session.request({ ':method': 'POST', ...json, origin })
        stream.on('response', (headers) => resolve(headers[':status'])).resume()
        stream.end(createBatch().body)
      })
    expect(await postFrom(own)).toBe(202)
    expect(await postFrom('http://evil.example')).toBe(403)
  })

  it('reads what is packed, in every coding that it names', async () => {
    const { sink, relay } = await openRelay()
    const url = await serve(relay.node)
    for (const [encoding, pack] of [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ] as const) {
      const packed = pack(createBatch().body)
      expect((await post(url, packed, { ...json, 'content-encoding': encoding })).status).toBe(202)
    }
    await relay.flush()
    expect(sink.taken('http').size).toBe(3)
  })

  it('takes what a parser of bodies has left, and says so where it has left nothing', async () => {
    const said: string[] = []
    const { sink, relay } = await openRelay({ debug: ({ code }) => said.push(code) })
    for (const make of [JSON.parse, String, Buffer.from]) {
      const url = await serve(parsedAs(make, relay))
      const headers = { ...json, 'content-encoding': 'gzip' }
      expect((await post(url, createBatch().body, headers)).status).toBe(202)
    }
    const answer = await post(await serve(parsedAs(() => undefined, relay)), createBatch().body)
    expect([answer.status, await answer.text()]).toEqual([500, '{"error":"consumed"}'])
    expect(said).toContain('bodyConsumed')
    await relay.flush()
    expect(sink.taken('http').size).toBe(3)
  })

  it('answers a page of a listed origin, asked first or not, and no other', async () => {
    const { relay } = await openRelay({ allow: { origins: ['https://shop.example'] } })
    const url = await serve(relay.node)
    const asked = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example' },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(asked.headers.get('access-control-allow-methods')).toBe('POST')
    const refused = await post(url, createBatch().body, { ...json, origin: 'https://evil.example' })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect(refused.headers.get('vary')).toBe('Origin')
    expect(relay.stats().requests).toMatchObject({ preflights: 1, refused: { origin: 1 } })
  })

  it('goes on with a connection on which it has refused something small', async () => {
    const { relay } = await openRelay({ rate: { perMinute: 1 } })
    const url = await serve(relay.node)
    const { body } = createBatch()
    const heads = [1, 2, 3].map(
      () =>
        `${headOf(`content-length: ${body.length}`, 'content-type: application/json').join('\r\n')}\r\n\r\n`,
    )
    const [first = '', second = '', third = ''] = heads
    const port = Number(new URL(url).port)
    const text = await sendRaw(port, {
      head: [first.trimEnd()],
      pieces: [body, second, body, third, body],
      waitFor: 3,
    })
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 202', 'HTTP/1.1 429', 'HTTP/1.1 429'])
    expect(text).toMatch(/retry-after: \d+/)
  })

  it('has the same answers in the shape of the Fetch standard', async () => {
    const { sink, relay } = await openRelay()
    const send = (init: RequestInit, works?: Promise<unknown>[]): Promise<Response> =>
      relay.fetch(
        new Request('https://shop.example/relay', { method: 'POST', ...init }),
        works && { waitUntil: (work) => works.push(work) },
      )
    const works: Promise<unknown>[] = []
    const { body } = createEnvelope(sink.dsn)
    const taken = await send({ body, headers: { origin: 'https://shop.example' } }, works)
    expect([taken.status, await taken.text()]).toEqual([202, '{}'])
    await Promise.all(works)
    expect(sink.taken('sentry').size).toBe(1)
    const used = new Request('https://shop.example/relay', { method: 'POST', body })
    await used.text()
    expect((await relay.fetch(used)).status).toBe(500)
    expect((await send({ method: 'GET' })).status).toBe(405)
    expect((await send({ body: 'x'.repeat(2_000_000) })).status).toBe(413)
    expect((await send({})).status).toBe(400)
    expectLaw(relay.stats())
  })

  it('delivers after a restart what its sinks would not take before', async () => {
    const first = await openRelay()
    first.sink.behaveAlways({ do: 'answer', status: 503 })
    const url = await serve(first.relay.node)
    const { id, body } = createBatch()
    const envelope = createEnvelope(first.sink.dsn)
    expect((await post(url, body)).status).toBe(202)
    expect((await post(url, envelope.body, {})).status).toBe(202)
    await first.relay.close('200ms')
    first.sink.behaveAlways(undefined)
    const second = relay({
      service: 'site',
      sinks: [http({ url: first.sink.url })],
      forwardTo: [first.sink.dsn],
      store: { directory: first.folder.path },
    })
    await first.sink.waitFor(2)
    await second.close()
    expect([...first.sink.taken().keys()].sort()).toEqual([id, envelope.id].sort())
    expect((await post(url, body)).status).toBe(503)
  })
})
