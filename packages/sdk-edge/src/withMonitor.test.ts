import { memorySink } from '@holdfast/shared/sinks/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type InvocationContext, withMonitor } from './withMonitor.ts'

const request = new Request('https://worker.example')

const openContext = () => {
  const work: Promise<unknown>[] = []
  const context: InvocationContext = { waitUntil: (promise) => void work.push(promise) }
  return { context, ended: async () => void (await Promise.allSettled(work)) }
}

describe('withMonitor', () => {
  it('serves without a context, as a test of an app may call it', async () => {
    const memory = memorySink()
    const worker = withMonitor(
      { service: 'worker', sinks: [memory] },
      {
        fetch: (_, __, context) => {
          context.waitUntil(Promise.resolve())
          context.monitor.captureMessage('served')
          return new Response('answer')
        },
      },
    )
    for (const context of [undefined, null, {}]) {
      const response = await worker.fetch?.(request, {}, context as never)
      expect(await response?.text()).toBe('answer')
    }
    await expect.poll(() => memory.signals.length).toBe(3)
  })

  it('gives the answer also where waitUntil throws, or the context is frozen', async () => {
    const worker = withMonitor(
      { service: 'worker', sinks: [memorySink()] },
      {
        fetch: (_, __, context) => {
          context.waitUntil(Promise.resolve())
          return new Response('answer')
        },
      },
    )
    const waitUntil = (): never => {
      throw new Error('too late')
    }
    for (const context of [{ waitUntil }, Object.freeze(openContext().context)]) {
      const response = await worker.fetch?.(request, {}, context)
      expect(await response?.text()).toBe('answer')
    }
  })

  it('lets the app see all of its context, with the functions in their place', async () => {
    class PlatformContext {
      readonly props = { plan: 'pro' }
      #passed = false
      waitUntil(): void {
        this.#passed = false
      }
      passThroughOnException(): boolean {
        this.#passed = true
        return this.#passed
      }
    }
    const seen: unknown[] = []
    const worker = withMonitor<unknown, PlatformContext>(
      { service: 'worker', sinks: [] },
      {
        scheduled: (_, __, context) => {
          seen.push(context.props, context.passThroughOnException(), 'monitor' in context)
        },
      },
    )
    await worker.scheduled?.({}, {}, new PlatformContext())
    expect(seen).toEqual([{ plan: 'pro' }, true, true])
  })

  it('has the members of its handler, and the ledger', () => {
    const handler = { email: () => undefined, tail: () => undefined, version: 7 }
    const worker = withMonitor({ service: 'worker', sinks: [] }, handler as object)
    expect(Object.keys(worker).sort()).toEqual(['email', 'stats', 'tail', 'version'])
    expect(worker).toMatchObject({ version: 7 })
  })

  it('captures and throws on anything, and books late captures in the ledger', async () => {
    const memory = memorySink()
    const { context, ended } = openContext()
    let captureLate: () => void = () => undefined
    const worker = withMonitor(
      { service: 'worker', sinks: [memory] },
      {
        fetch: (_, __, { monitor }) => {
          captureLate = () => monitor.captureMessage('late')
          throw undefined
        },
      },
    )
    await expect(worker.fetch?.(request, {}, context)).rejects.toBeUndefined()
    await ended()
    captureLate()
    await ended()
    expect(memory.signals.map((signal) => signal.kind === 'error' && signal.message)).toEqual([
      'undefined',
      'late',
    ])
    expect(worker.stats().sinks['memory']?.error).toMatchObject({ delivered: 2, pending: 0 })
  })
})

describe('wrong options', () => {
  afterEach(() => vi.restoreAllMocks())

  it('that are given fail at once', () => {
    expect(() => withMonitor({ service: '', sinks: [] }, {})).toThrow('service')
  })

  it('that come from bindings are told once, and cost no request', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const worker = withMonitor(() => ({ service: '', sinks: [memorySink()] }), {
      fetch: () => new Response('answer'),
    })
    const env = {}
    for (let count = 0; count < 3; count++) {
      const response = await worker.fetch?.(request, env, openContext().context)
      expect(await response?.text()).toBe('answer')
    }
    expect(told).toHaveBeenCalledTimes(1)
    expect(worker.stats().sinks).toEqual({})
  })
})
