import { init, memorySink } from '@holdfast/node'
import { type CaptureMatchers, matchers } from '@holdfast/node/testing'
import { expect as jestExpect } from 'expect'
import { describe, expect, it } from 'vitest'

declare module 'vitest' {
  interface Matchers<T> extends CaptureMatchers<T> {}
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>> extends CaptureMatchers<R> {}
}

expect.extend(matchers)
jestExpect.extend(matchers)

const open = () => {
  const memory = memorySink()
  const monitor = init({
    service: 'checkout',
    sinks: [memory],
    store: false,
    globalErrors: false,
    batch: { maxAge: 10 },
  })
  return { memory, monitor }
}

const missing = [
  'No signal matches { message: /no milk/, tags: { plan: "free" } }.',
  'What came instead:',
  '- error RangeError "no stock of tea"',
  '    message: is "no stock of tea", not /no milk/',
  '    tags.plan: is "pro", not "free"',
].join('\n')

describe('the matchers of @holdfast/node/testing', () => {
  it('work in vitest', async () => {
    const { memory, monitor } = open()
    monitor.captureError(new RangeError('no stock of tea'), { tags: { plan: 'pro' } })
    await monitor.flush()
    expect(memory).toHaveCaptured({ message: /no stock/, tags: { plan: 'pro' } })
    expect(memory).toHaveCaptured({ type: expect.stringMatching(/^Range/) }, 1)
    expect(memory).not.toHaveCaptured({ kind: 'event' })
    expect(() =>
      expect(memory).toHaveCaptured({ message: /no milk/, tags: { plan: 'free' } }),
    ).toThrow(missing)
    expect(() => expect(memory).not.toHaveCaptured({ type: 'RangeError' })).toThrow(
      '1 signal matches { type: "RangeError" }, expected not any',
    )
    await monitor.close()
  })

  it('work in jest', async () => {
    const { memory, monitor } = open()
    monitor.captureError(new RangeError('no stock of tea'), { tags: { plan: 'pro' } })
    await monitor.flush()
    jestExpect(memory).toHaveCaptured({ message: /no stock/, tags: { plan: 'pro' } })
    jestExpect(memory).toHaveCaptured({ type: jestExpect.stringMatching(/^Range/) }, 1)
    jestExpect(memory).not.toHaveCaptured({ kind: 'event' })
    expect(() =>
      jestExpect(memory).toHaveCaptured({ message: /no milk/, tags: { plan: 'free' } }),
    ).toThrow(missing)
    await monitor.close()
  })
})

describe('a memory sink in Node', () => {
  it('is waited for without a flush, and for no longer than is said', async () => {
    const { memory, monitor } = open()
    monitor.captureMessage('late')
    expect((await memory.wait({ message: 'late' })).kind).toBe('error')
    await expect(memory.wait({ message: 'never' }, '50ms')).rejects.toThrow(
      'message: is "late", not "never"',
    )
    await monitor.close()
  })
})
