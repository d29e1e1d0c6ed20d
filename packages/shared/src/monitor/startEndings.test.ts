import { describe, expect, it, vi } from 'vitest'
import { http } from '../sinks/http/http.ts'
import { noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

describe('the end of the host', () => {
  const url = 'https://signals.example.com/in'

  it('is used once to deliver what is new, and not to hold it up again', async () => {
    const { monitor, runtime } = setUpMonitor({ sinks: [http({ url })], shutdownTimeout: '2s' })
    runtime.transport.respond(() => noAnswer('refused'))
    monitor.captureMessage('held')
    runtime.end('idle')
    await runtime.advance(5_000)
    const tries = runtime.transport.requests.length
    expect(tries).toBeGreaterThan(0)
    runtime.end('idle')
    runtime.end('exit')
    expect(runtime.transport.requests).toHaveLength(tries)
    expect(runtime.transport.finishes).toEqual([])
    monitor.captureMessage('new')
    runtime.end('exit')
    expect(runtime.transport.requests.length).toBeGreaterThan(tries)
    expect(runtime.transport.finishes).toEqual([runtime.clock.now() + 2_000])
  })

  it('comes in time, however often the app has more to tell when it is idle', async () => {
    const { monitor, runtime } = setUpMonitor({ sinks: [http({ url })] })
    let flushes = 0
    for (let idle = 0; idle < 20; idle++) {
      monitor.captureMessage('one more')
      const before = runtime.transport.requests.length
      runtime.end('idle')
      await runtime.settle()
      if (runtime.transport.requests.length > before) flushes++
    }
    expect(flushes).toBe(3)
  })

  it('holds up nothing when nothing was captured', () => {
    const { runtime } = setUpMonitor({ sinks: [http({ url })] })
    runtime.end('idle')
    runtime.end('exit')
    expect(runtime.transport.requests).toEqual([])
    expect(runtime.transport.finishes).toEqual([])
  })

  it('is no reason to stay, for a host that is told to end', async () => {
    const { monitor, runtime } = setUpMonitor({ sinks: [http({ url })], shutdownTimeout: '2s' })
    runtime.transport.respond(() => 'hang')
    monitor.captureMessage('held')
    const hold = vi.spyOn(runtime.scheduler, 'hold')
    let isDone = false
    void Promise.all(runtime.end('term')).then(() => {
      isDone = true
    })
    await runtime.settle()
    expect(runtime.transport.requests).toHaveLength(1)
    expect(hold).not.toHaveBeenCalled()
    await runtime.advance(1_999)
    expect(isDone).toBe(false)
    await runtime.advance(1)
    expect(isDone).toBe(true)
    runtime.end('exit')
    expect(runtime.transport.finishes).toEqual([])
  })

  it('sends nothing more as it is killed', () => {
    const { monitor, runtime } = setUpMonitor({ sinks: [http({ url })] })
    monitor.captureMessage('held')
    runtime.end('kill')
    expect(runtime.transport.requests).toEqual([])
  })

  it('sends a hidden page its signals in the same tick', () => {
    const { monitor, runtime } = setUpMonitor({ sinks: [http({ url })] })
    monitor.captureMessage('last words')
    runtime.end('hidden')
    expect(runtime.transport.requests).toHaveLength(1)
  })
})

describe('close', () => {
  it('accounts for what it could not deliver, and for what comes later', async () => {
    const { monitor, runtime } = setUpMonitor({
      sinks: [http({ url: 'https://signals.example.com' })],
    })
    runtime.transport.respond(() => 'hang')
    monitor.captureMessage('held')
    const closed = monitor.close('1s')
    await runtime.advance(1_000)
    await expect(closed).resolves.toEqual({ delivered: 0, lost: 1, pending: 0 })
    monitor.captureMessage('too late')
    expect(monitor.stats().sinks['http']?.error).toEqual({
      accepted: 2,
      recovered: 0,
      delivered: 0,
      pending: 0,
      lost: { closed: 2 },
    })
  })
})
