import { pbkdf2, randomUUID } from 'node:crypto'
import { lookup } from 'node:dns'
import { EventEmitter, on } from 'node:events'
import { readFile } from 'node:fs'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzip } from 'node:zlib'
import { expect, it } from 'vitest'
import { get, listen, openWatched, post, speak } from './openServed.ts'

const tenants = 250
const requests = 5_000

/** A connection that answers in its own time and, as one of a database does, from a context of its own. */
const createPool = () => {
  const waiting: ((row: number) => void)[] = []
  const answer = (): void => {
    for (const callback of waiting.splice(0)) callback(1)
    setTimeout(answer, 2).unref()
  }
  answer()
  return {
    query: () => new Promise<number>((resolve) => void waiting.push(resolve)),
    queryWith: (callback: (row: number) => void) => void waiting.push(callback),
  }
}

type Work = (tell: (what: string) => void, message: IncomingMessage) => Promise<unknown>

/** Each leaves the handler in a way of its own, and tells when it is back. */
const createWorks = (run: (message: IncomingMessage, fn: () => void) => void): readonly Work[] => {
  const pool = createPool()
  const shared = new EventEmitter().setMaxListeners(0)
  const called = (tell: () => void, fn: (back: () => void) => void) =>
    new Promise<void>((resolve) =>
      fn(() => {
        tell()
        resolve()
      }),
    )
  return [
    async (tell) => {
      await wait(Math.random() * 5)
      tell('timer')
    },
    (tell) =>
      called(
        () => tell('fs'),
        (back) => readFile(fileURLToPath(import.meta.url), back),
      ),
    (tell) =>
      called(
        () => tell('dns'),
        (back) => lookup('127.0.0.1', back),
      ),
    (tell) =>
      called(
        () => tell('zlib'),
        (back) => gzip('body', back),
      ),
    (tell) =>
      called(
        () => tell('crypto'),
        (back) => pbkdf2('a', 'b', 1, 8, 'sha1', back),
      ),
    async (tell) => {
      await pool.query()
      tell('pool by a promise')
    },
    (tell, message) =>
      called(
        () => tell('pool by a callback that is bound'),
        (back) => pool.queryWith(() => run(message, back)),
      ),
    async (tell) => {
      for await (const _ of Readable.from(['a', 'b'])) {
        await nextTurn()
        tell('stream')
      }
      await pipeline(Readable.from(['a', 'b']), new PassThrough(), async (source) => {
        for await (const _ of source) tell('pipeline')
      })
    },
    async (tell) => {
      const own = new EventEmitter()
      setTimeout(() => own.emit('event'), 1)
      for await (const _ of on(own, 'event')) {
        tell('iterator of events')
        break
      }
    },
    (tell) =>
      called(
        () => tell('emitter of all'),
        (back) => {
          shared.once('all', () => undefined)
          queueMicrotask(() => setImmediate(back))
          shared.emit('all')
        },
      ),
  ]
}

it(`${tenants} tenants at once never see each other`, async () => {
  const watched = openWatched({ outbox: { maxCount: 200_000, maxBytes: 2 ** 29 } })
  const { monitor } = watched
  const works = createWorks((message, fn) => monitor.requests.current(message)?.run(fn))
  let told = 0
  const server = createServer((message, response) => {
    const id = String(message.headers['x-request-id'])
    const scope = monitor.requests.current()?.scope
    scope?.setUser({ id })
    scope?.setTags({ tenant: id })
    const tell = (what: string): void => {
      monitor.addBreadcrumb({ message: `${what} ${id}` })
      monitor.captureMessage(`${what} ${id}`)
      told++
    }
    let body = ''
    message.on('data', (chunk: Buffer) => {
      tell('data')
      body += chunk
    })
    message.on('end', async () => {
      tell('end')
      const picked = [1, 2, 3].map(() => works[Math.floor(Math.random() * works.length)])
      await Promise.all(picked.map((work) => work?.(tell, message)))
      response.end(`${id}:${body.length}`)
      tell('answered')
    })
    response.on('finish', () => tell('finish')).on('close', () => tell('close'))
  })
  const port = await listen(server)
  const agent = new Agent({ keepAlive: true, maxSockets: tenants / 2 })

  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const id = randomUUID()
      const parts = Math.floor(Math.random() * 3)
      const headers = { 'x-request-id': id }
      const asked = request(
        { port, host: '127.0.0.1', agent, headers, method: 'POST' },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
          })
          answer.on('end', () =>
            text === `${id}:${parts * 4}` ? resolve() : reject(new Error(text)),
          )
        },
      )
      asked.on('error', reject)
      const send = (left: number): void => {
        if (left === 0) return void asked.end()
        asked.write('part')
        setTimeout(send, 1, left - 1)
      }
      send(parts)
    })

  /** Ten of them in one packet, with bodies and without. */
  const pipe = async (): Promise<void> => {
    const words = Array.from({ length: 10 }, (_, index) => {
      const header = `X-Request-Id: ${randomUUID()}\r\n`
      return index % 2 === 0 ? get('/', header) : post('/', 'body', header)
    })
    const client = await speak(port, words.join(''))
    await client.until(/HTTP\/1\.1 200/, 10)
    client.socket.destroy()
  }

  let left = requests
  const tenant = async (_: unknown, index: number): Promise<void> => {
    while (left > 0) {
      const isPiped = index % 2 === 0
      left -= isPiped ? 10 : 1
      await (isPiped ? pipe() : ask())
    }
  }
  await Promise.all(Array.from({ length: tenants }, tenant))
  agent.destroy()
  const ended = await watched.ended(requests)
  expect(ended.map(({ status, error }) => [status, error])).toEqual(
    ended.map(() => [200, undefined]),
  )
  await monitor.flush('10s')
  const errors = watched.errors()
  expect(errors.length).toBe(told)
  expect(told).toBeGreaterThan(requests * 5)
  const mixed = errors.filter(({ message, scope: { user, tags, breadcrumbs, contexts } }) => {
    const id = message.split(' ').at(-1) ?? ''
    const { id: asked } = contexts['request'] as { readonly id: string }
    const isOwn = breadcrumbs?.every((one) => one.message.endsWith(id)) ?? false
    return user?.id !== id || tags['tenant'] !== id || asked !== id || !isOwn
  })
  expect(mixed.map(({ message, scope }) => [message, scope.user, scope.tags])).toEqual([])
})
