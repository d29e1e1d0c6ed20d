import type { Monitor } from '@holdfast/shared'
import { memorySink } from '@holdfast/shared/sinks/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type InvocationContext, withMonitor } from './withMonitor.ts'

const request = new Request('https://worker.example')

const openContext = () => {
  const work: Promise<unknown>[] = []
  const context: InvocationContext = { waitUntil: (promise) => void work.push(promise) }
  return { context, ended: async () => void (await Promise.allSettled(work)) }
}

const tick = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5))

const openLatch = (): readonly [Promise<void>, () => void] => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return [opened, () => open()]
}

const captureAbout = (monitor: Monitor, id: string): void =>
  monitor.withScope((scope) => {
    scope.setUser({ id })
    monitor.captureMessage(`about ${id}`)
  })

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

describe('a monitor that is closing', () => {
  /** What was captured by background work is on its way when the monitor begins to close. */
  const closeSlowly = async () => {
    const memory = memorySink()
    const { context, ended } = openContext()
    const [captured, letCapture] = openLatch()
    const [prepared, letGo] = openLatch()
    let monitor: Monitor | undefined
    const worker = withMonitor(
      {
        service: 'worker',
        sinks: [memory],
        beforeDelivery: (signal) => prepared.then(() => signal),
      },
      {
        fetch: (_, __, context) => {
          monitor = context.monitor
          context.waitUntil(captured.then(() => captureAbout(context.monitor, 'u-1')))
          return new Response('answer')
        },
      },
    )
    await worker.fetch?.(request, {}, context)
    // The flush of what is there ends first.
    await tick()
    letCapture()
    await tick()
    if (!monitor) throw new Error('The handler was not called.')
    const end = async (): Promise<void> => {
      letGo()
      await ended()
    }
    return { memory, monitor, worker, end }
  }

  it('is asked to forget too', async () => {
    const { monitor, memory, worker, end } = await closeSlowly()
    captureAbout(monitor, 'u-1')
    captureAbout(monitor, 'u-2')
    expect(await monitor.forget('u-1')).toBe(2)
    await end()
    expect(memory.signals).toHaveLength(1)
    expect(worker.stats().sinks['memory']?.error).toMatchObject({
      delivered: 1,
      pending: 0,
      lost: { forgotten: 2 },
    })
  })

  it('hears that consent was denied', async () => {
    const { monitor, memory, worker, end } = await closeSlowly()
    monitor.setConsent('denied')
    await end()
    expect(memory.signals).toEqual([])
    expect(worker.stats().sinks['memory']?.error).toMatchObject({ lost: { noConsent: 1 } })
  })
})

it('a value without a stack gets that of the handler, and none of our calls on top', async () => {
  const memory = memorySink()
  const { context, ended } = openContext()
  const worker = withMonitor(
    { service: 'worker', sinks: [memory] },
    {
      fetch: function buyNothing(_, __, { monitor }) {
        monitor.captureError('a text')
        return new Response('answer')
      },
    },
  )
  await worker.fetch?.(request, {}, context)
  await ended()
  expect(memory.signals).toMatchObject([{ exceptions: [{ stack: { frames: expect.any(Array) } }] }])
  const [signal] = memory.signals
  const [exception] = signal?.kind === 'error' ? signal.exceptions : []
  const [top] = exception?.stack && 'frames' in exception.stack ? exception.stack.frames : []
  expect(top?.function).toContain('buyNothing')
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
