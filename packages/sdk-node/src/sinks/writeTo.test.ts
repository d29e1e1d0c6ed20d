import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { writeTo } from './writeTo.ts'

describe('writeTo', () => {
  it('resolves when the stream has taken it, and listens no more', async () => {
    const taken: string[] = []
    const stream = new Writable({
      write: (chunk, _, done) => {
        taken.push(String(chunk))
        setTimeout(done, 5)
      },
    })
    await Promise.all([writeTo(stream, 'one'), writeTo(stream, 'two')])
    expect(taken).toEqual(['one', 'two'])
    await new Promise((resolve) => setImmediate(resolve))
    expect(stream.listenerCount('error')).toBe(0)
  })

  it('rejects where the stream fails, and throws nothing', async () => {
    const stream = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) })
    await expect(writeTo(stream, 'one')).rejects.toThrow('EPIPE')
    await expect(writeTo(stream, 'two')).rejects.toThrow()
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    expect(stream.listenerCount('error')).toBe(0)
  })

  it('rejects where the stream throws', async () => {
    const stream = new Writable()
    stream.write = () => {
      throw new Error('ENOSPC')
    }
    await expect(writeTo(stream, 'one')).rejects.toThrow('ENOSPC')
    expect(stream.listenerCount('error')).toBe(0)
  })

  it('gives no more to a stream that takes nothing', async () => {
    const stream = new Writable({ write: () => undefined })
    for (let count = 0; count < 3; count++) void writeTo(stream, 'x'.repeat(500_000))
    await expect(writeTo(stream, 'more')).rejects.toThrow('nobody reads')
    expect(stream.writableLength).toBe(1_500_000)
  })
})
