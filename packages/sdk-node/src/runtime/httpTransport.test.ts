import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { milliseconds } from '@holdfast/shared'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createNodeRuntime } from './nodeRuntime.ts'

afterEach(() => void vi.useRealTimers())

interface Odd {
  readonly url: string
  /** How much each connection has sent us, in their order. */
  readonly read: readonly number[]
  /** How many of them are closed. */
  readonly closed: () => number
}

/** A server that does what it likes with each piece that it reads. */
const startOdd = async (onData: (socket: Socket, piece: number) => void): Promise<Odd> => {
  const read: number[] = []
  const sockets = new Set<Socket>()
  let closed = 0
  const server = createServer((socket) => {
    const index = read.push(0) - 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => closed++)
    socket.on('data', ({ length }) => {
      read[index] = (read[index] ?? 0) + length
      onData(socket, index)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/in`, read, closed: () => closed }
}

const open = () => {
  const { clock, transport } = createNodeRuntime()
  onTestFinished(() => transport.close?.())
  return (url: string, body = 'x', patience = 20_000) =>
    transport.send(
      { url, headers: {}, body, ids: [] },
      (clock.now() + milliseconds(patience)) as ReturnType<typeof clock.now>,
    )
}
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

describe('a connection that its server has closed', () => {
  it('costs no answer: it is asked once more, over another', async () => {
    const server = await startOdd((socket, index) => {
      if (index === 0 && socket.bytesWritten > 0) socket.resetAndDestroy()
      else socket.write(ok)
    })
    const send = open()
    expect(await send(server.url)).toMatchObject({ status: 200 })
    expect(await send(server.url)).toMatchObject({ status: 200 })
    expect(server.read.length).toBe(2)
  })

  it('is not asked a third time', async () => {
    let requests = 0
    const server = await startOdd((socket) => {
      if (++requests === 1) socket.write(ok)
      else socket.destroy()
    })
    const send = open()
    await send(server.url)
    expect(await send(server.url)).toMatchObject({ type: 'noAnswer' })
    expect(requests).toBe(3)
  })

  it('is left at that where an answer had begun, or where it was new', async () => {
    let requests = 0
    const server = await startOdd((socket) => {
      requests++
      if (requests === 1) socket.write(ok)
      else if (requests === 2) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok')
      else socket.destroy()
    })
    const send = open()
    await send(server.url)
    expect(await send(server.url)).toMatchObject({ type: 'noAnswer' })
    expect(await send(server.url)).toMatchObject({ type: 'noAnswer' })
    expect(requests).toBe(3)
  })
})

describe('an answer', () => {
  it('that refuses counts without its body', async () => {
    const server = await startOdd((socket) => {
      socket.write('HTTP/1.1 413 Much\r\nretry-after: 7\r\ncontent-length: 5\r\n\r\nab')
      setTimeout(() => socket.resetAndDestroy(), 100)
    })
    const answer = await open()(server.url, 'x'.repeat(1_000))
    expect(answer).toMatchObject({ type: 'answer', status: 413, headers: { 'retry-after': '7' } })
  })

  it('counts before the request is read, and nobody goes on sending', async () => {
    const server = await startOdd((socket) => {
      socket.write(ok)
      socket.pause()
      // By then there is nothing but what was on its way.
      setTimeout(() => socket.resume(), 300)
    })
    const body = 'x'.repeat(50_000_000)
    expect(await open()(server.url, body)).toMatchObject({ type: 'answer', status: 200 })
    await expect.poll(() => server.closed()).toBe(1)
    expect(server.read[0]).toBeLessThan(body.length)
  })

  it('without an end is read as far as a mebibyte', async () => {
    let written = 0
    const server = await startOdd((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const more = (): void => {
        written += 65_536
        if (!socket.destroyed) socket.write('x'.repeat(65_536), more)
      }
      more()
    })
    expect(await open()(server.url)).toMatchObject({ type: 'answer', status: 200 })
    await expect.poll(() => server.closed()).toBe(1)
    expect(written).toBeLessThan(20_000_000)
  })

  it('with headers without an end is none', async () => {
    const server = await startOdd((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'x-much: y\r\n'.repeat(10_000)}`)
    })
    expect(await open()(server.url)).toMatchObject({ type: 'noAnswer' })
  })
})

describe('each part of an exchange has its limit', () => {
  const limited = async (server: Odd, scheme: 'http' | 'https', limit: number) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let response: unknown
    const url = server.url.replace('http', scheme)
    void open()(url, 'x', 60_000).then((given) => {
      response = given
    })
    while (!server.read[0]) await new Promise(setImmediate)
    // What the server has said by now is heard by us.
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(limit - 10)
    expect(response).toBeUndefined()
    await vi.advanceTimersByTimeAsync(20)
    while (!response) await new Promise(setImmediate)
    return response
  }

  it('five seconds to connect, where TLS is not answered', async () => {
    const server = await startOdd(() => undefined)
    const reason = 'timeout: connection'
    expect(await limited(server, 'https', 5_000)).toEqual({ type: 'noAnswer', reason })
  })

  it('eight to begin with an answer', async () => {
    const server = await startOdd(() => undefined)
    const reason = 'timeout: headers'
    expect(await limited(server, 'http', 8_000)).toEqual({ type: 'noAnswer', reason })
  })

  it('five to end it, however steadily it comes', async () => {
    const server = await startOdd((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
      const timer = setInterval(() => socket.write('x'), 10)
      socket.on('close', () => clearInterval(timer))
    })
    const reason = 'timeout: body'
    expect(await limited(server, 'http', 5_000)).toEqual({ type: 'noAnswer', reason })
  })
})

it('opens twenty connections to a server at most, and none for two requests at once', async () => {
  const server = await startOdd((socket) => void setTimeout(() => socket.write(ok), 20))
  const send = open()
  const answers = await Promise.all(Array.from({ length: 60 }, () => send(server.url)))
  expect(answers.every(({ type }) => type === 'answer')).toBe(true)
  expect(server.read.length).toBe(20)
})
