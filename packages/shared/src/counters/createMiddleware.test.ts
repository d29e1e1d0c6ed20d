import { expect, it, onTestFinished } from 'vitest'
import { setUpCounters } from '../testing/setUpCounters.ts'

const meter = 'api-requests'

it('asks the store of no subject that is no text, and so is not shut off by those who send such', async () => {
  const bench = setUpCounters()
  bench.store.total = async ({ subject }) => {
    if (typeof subject !== 'string') throw new TypeError('no text')
    return 10
  }
  const limit = bench.counters.quota(meter, 10, 'day')
  const strange: readonly unknown[] = [['a'], {}, 7, null, undefined, Object.create(null)]
  for (const subject of strange) {
    const answer = await limit.check(subject as string)
    expect(answer).toMatchObject({ known: 'unknown', allowed: true })
  }
  expect(bench.asked).toEqual([])
  expect(await limit.check('acme')).toMatchObject({ known: 'fresh', allowed: false })
})

it('tells who comes next of a subject that is no text', async () => {
  const { counters, asked } = setUpCounters()
  const subjectOf = (): string => ['a', 'b'] as unknown as string
  const through = counters.quota(meter, 10, 'day').middleware<string>({ subjectOf })
  const response = { statusCode: 200, setHeader: () => undefined, end: () => undefined }
  const error = await new Promise((resolve) => through('', response, resolve))
  expect(String(error)).toContain('subjectOf')
  expect(asked).toEqual([])
})

it('goes on once, also where what comes next throws', async () => {
  const { counters } = setUpCounters()
  const through = counters.quota(meter, 10, 'day').middleware<string>({ subjectOf: (key) => key })
  const response = { statusCode: 200, setHeader: () => undefined, end: () => undefined }
  const calls: unknown[] = []
  const listeners = process.rawListeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  onTestFinished(() => {
    for (const one of listeners) process.on('unhandledRejection', one as () => void)
  })
  const unhandled = new Promise((resolve) => process.once('unhandledRejection', resolve))
  through('acme', response, (error) => {
    calls.push(error)
    throw new Error('the app failed')
  })
  expect(await unhandled).toMatchObject({ message: 'the app failed' })
  expect(calls).toEqual([undefined])
})
