import { HoldfastConfigError, init, type NodeSentryOptions, sentry } from '@holdfast/node'
import type { FaultySink } from '@holdfast/shared/testing'
import { expect, it, onTestFinished } from 'vitest'
import { startSink } from '../harness/startSink.ts'

const open = (sink: FaultySink, options: Partial<NodeSentryOptions> = {}) => {
  const monitor = init({
    service: 'packing',
    sinks: [sentry({ dsn: sink.dsn, ...options })],
    store: false,
    retry: { baseDelay: 10, maxDelay: 50 },
  })
  onTestFinished(async () => void (await monitor.close(0)))
  return monitor
}

/** Lines of a log travel together. */
const captureMany = (monitor: ReturnType<typeof open>, count = 100): void => {
  for (let order = 0; order < count; order++)
    monitor.log.info('order placed', { order, note: 'x'.repeat(200) })
}

const encodings = ({ requests }: FaultySink) =>
  requests.map(({ headers, bytes }) => [headers['content-encoding'], bytes.length < 8_192])

it('Sentry gets large envelopes packed, and small ones plain', async () => {
  const sink = await startSink()
  const monitor = open(sink)
  captureMany(monitor)
  expect(await monitor.flush('5s')).toMatchObject({ pending: 0, lost: {} })
  expect(encodings(sink)[0]).toEqual(['gzip', true])
  expect(sink.taken('sentry').size).toBe(100)
  captureMany(monitor, 1)
  await monitor.flush('5s')
  expect(encodings(sink).at(-1)?.[0]).toBeUndefined()
})

it('they go plain where the app wants it', async () => {
  const sink = await startSink()
  const monitor = open(sink, { compress: false })
  captureMany(monitor)
  await monitor.flush('5s')
  expect(encodings(sink)[0]).toEqual([undefined, false])
})

it('a server that refuses what is packed gets it plain, and loses nothing', async () => {
  const sink = await startSink()
  sink.behave({ do: 'answer', status: 415 })
  const monitor = open(sink)
  captureMany(monitor)
  expect(await monitor.flush('5s')).toMatchObject({ pending: 0 })
  expect(encodings(sink).slice(0, 2)).toEqual([
    ['gzip', true],
    [undefined, false],
  ])
  expect(sink.taken('sentry').size).toBe(100)
})

it('the option is judged with the others', () => {
  const wrong = () => init({ service: 'x', sinks: [sentry({ dsn: '', compress: 'no' } as never)] })
  expect(wrong).toThrow(HoldfastConfigError)
  expect(wrong).toThrow(/dsn.*compress: expected a boolean/s)
})
