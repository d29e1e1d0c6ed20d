import { describe, expect, it } from 'vitest'
import { setUpResilience } from '../testing/setUpResilience.ts'
import { createFallback } from './fallback.ts'

const setUp = () => setUpResilience(() => new AbortController())
const fail = (): Promise<number> => Promise.reject(new Error('down'))

describe('fallback', () => {
  it('is a value, or made of the error', async () => {
    const { host, events, on } = setUp()
    expect(await createFallback('cached', { on }, host).run(fail)).toBe('cached')
    expect(events).toMatchObject([{ type: 'fallback', error: { message: 'down' } }])
    const made = createFallback(async (error) => String(error), {}, host)
    expect(await made.run(fail)).toBe('Error: down')
    expect(await made.run(() => 1)).toBe(1)
  })

  it('may throw another error', async () => {
    const { host } = setUp()
    const again = createFallback((error) => Promise.reject(error), {}, host)
    await expect(again.run(fail)).rejects.toThrow('down')
  })

  it('is not for a caller that gave up', async () => {
    const { host } = setUp()
    const caller = new AbortController()
    const run = createFallback('cached', {}, host).run(
      () => {
        caller.abort('gone')
        return Promise.reject(caller.signal.reason)
      },
      { signal: caller.signal },
    )
    await expect(run).rejects.toBe('gone')
  })
})
