import fc from 'fast-check'
import { expect, it } from 'vitest'
import { usageSignal } from '../contracts/counters/drawBatches.ts'
import { wallTime } from '../model/units.ts'
import { setUpCounters } from '../testing/setUpCounters.ts'

type Bench = ReturnType<typeof setUpCounters>

const meter = 'api-requests'

const minuteOf = ({ runtime }: Bench) =>
  wallTime(Math.floor(runtime.clock.wall() / 60_000) * 60_000)

let ids = 0

const signalOf = (bench: Bench, quantity: number, subject = 'acme') =>
  usageSignal({ id: ++ids, meter, minute: minuteOf(bench), deltas: [{ subject, quantity }] })

/** As others do: this process has not told of it. */
const count = (bench: Bench, quantity: number, subject?: string) =>
  bench.store.apply([signalOf(bench, quantity, subject)])

const foresee = (bench: Bench, quantity: number, subject = 'acme') =>
  bench.counters.foresee?.({ meter, subject, quantity, minute: minuteOf(bench) })

it('allows what fits, denies what does not, and says what is left', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  await count(bench, 7)
  expect(await limit.check('acme', 3)).toMatchObject({
    allowed: true,
    limit: 10,
    used: 7,
    remaining: 0,
    known: 'fresh',
  })
  expect(await limit.check('acme', 4)).toMatchObject({ allowed: false, used: 7, remaining: 3 })
  expect(await limit.check('other')).toMatchObject({ allowed: true, used: 0, remaining: 9 })
})

it('speaks in the headers of the draft, in structured fields', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota('say "é"\\', 10, 'month')
  bench.runtime.jumpWall(Date.UTC(2028, 1, 28, 23, 59, 30) - bench.runtime.clock.wall())
  const { headers, resetsAt, resetSeconds } = await limit.check('acme')
  const name = String.raw`"say \"_\"\\"`
  expect(headers).toEqual({
    'RateLimit-Policy': `${name};q=10;w=${29 * 86_400}`,
    RateLimit: `${name};r=9;t=${86_400 + 30}`,
  })
  expect(resetsAt).toBe(Date.UTC(2028, 2, 1))
  expect(resetSeconds).toBe(86_430)
  const strict = bench.counters.quota(meter, 0.5, { per: 'hour', name: 'strict' })
  const denied = await strict.check('acme')
  expect(denied.headers).toEqual({
    'RateLimit-Policy': '"strict";q=0;w=3600',
    RateLimit: '"strict";r=0;t=30',
    'Retry-After': '30',
  })
  expect(denied.problem).toEqual({
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    title: 'Quota Exceeded',
    status: 429,
    'violated-policies': ['strict'],
  })
})

it('asks the store once for all who ask at a time, and once a second', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  await Promise.all(Array.from({ length: 100 }, () => limit.check('acme')))
  await limit.check('acme')
  expect(bench.asked).toHaveLength(1)
  await bench.runtime.advance(1_000)
  await limit.check('acme')
  expect(bench.asked).toHaveLength(2)
})

it('shares what is known among quotas of a meter: a limit may be one for each request', async () => {
  const bench = setUpCounters()
  await count(bench, 7)
  for (let request = 0; request < 1_000; request++) {
    const limit = bench.counters.quota(meter, request, 'day')
    expect((await limit.check('acme')).allowed).toBe(request >= 8)
  }
  expect(bench.asked).toHaveLength(1)
})

it('begins anew with each period', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'hour')
  await count(bench, 10)
  expect((await limit.check('acme')).allowed).toBe(false)
  bench.runtime.jumpWall(3_600_000)
  expect(await limit.check('acme')).toMatchObject({ allowed: true, used: 0 })
})

it('reckons with what this process has used and the store has not seen', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  foresee(bench, 4)
  foresee(bench, 4)
  expect(await limit.check('acme', 3)).toMatchObject({ allowed: false, used: 8 })
  expect(await limit.check('other', 3)).toMatchObject({ allowed: true, used: 0 })
  // Counted: known by another way, and not twice.
  await bench.counters.receive([signalOf(bench, 8)])
  expect(await limit.check('acme', 3)).toMatchObject({ allowed: false, used: 8 })
  await bench.runtime.advance(1_000)
  expect(await limit.check('acme', 3)).toMatchObject({ allowed: false, used: 8 })
})

it('counts at its moment what is allowed, so that no two of a process get the last unit', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  const through = limit.middleware<string>({
    subjectOf: (subject) => subject,
    count: (subject, quantity) => foresee(bench, quantity, subject),
  })
  const answers = await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        new Promise<number>((resolve) => {
          const response = {
            statusCode: 200,
            setHeader: () => undefined,
            end: () => resolve(response.statusCode),
          }
          through('acme', response, () => resolve(response.statusCode))
        }),
    ),
  )
  expect(answers.filter((status) => status === 200)).toHaveLength(10)
  expect(answers.filter((status) => status === 429)).toHaveLength(40)
})

it('decides by an old total while the store cannot be asked, then as it was told to', async () => {
  const bench = setUpCounters()
  const open = bench.counters.quota(meter, 10, 'day')
  const shut = bench.counters.quota(meter, 10, { per: 'day', onFailure: 'deny', staleFor: '2m' })
  await count(bench, 10)
  await Promise.all([open.check('acme'), shut.check('acme')])
  bench.store.total = () => Promise.reject(new Error('down'))
  await bench.runtime.advance(60_000)
  expect(await open.check('acme')).toMatchObject({ allowed: false, known: 'stale', used: 10 })
  await bench.runtime.advance(61_000)
  const unknown = await shut.check('acme')
  expect(unknown).toMatchObject({ allowed: false, known: 'unknown' })
  expect(unknown.headers).toEqual({
    'RateLimit-Policy': '"api-requests";q=10;w=86400',
    'Retry-After': '5',
  })
  expect(unknown.problem?.status).toBe(503)
  await bench.runtime.advance(200_000)
  expect(await open.check('acme')).toMatchObject({ allowed: true, known: 'unknown' })
  expect((await open.check('acme')).problem).toBeUndefined()
})

it('waits for a store that hangs no longer than told, then not at all, and lets one check see whether it works', async () => {
  const bench = setUpCounters({ breaker: { threshold: 3, cooldown: '5s' } })
  const { runtime, store } = bench
  const limit = bench.counters.quota(meter, 10, { per: 'day', timeout: '50ms' })
  const { total } = store
  store.total = () => new Promise(() => undefined)
  /** How long checks take that are made at once, by the clock that is turned by hand. */
  const took = async (...subjects: string[]): Promise<number[]> => {
    const began = runtime.clock.now()
    const times: number[] = []
    for (const subject of subjects) {
      void limit.check(subject).then(() => times.push(runtime.clock.now() - began))
    }
    await runtime.advance(200)
    return times
  }
  for (const subject of ['a', 'b', 'c']) expect(await took(subject)).toEqual([50])
  for (const subject of ['a', 'b', 'c', 'd']) expect(await took(subject)).toEqual([0])
  expect(bench.asked).toHaveLength(3)
  await runtime.advance(10_000)
  // The probe waits no longer than any; the others do not wait for it.
  expect(await took('a', 'b', 'c')).toEqual([0, 0, 50])
  store.total = total
  await runtime.advance(60_000)
  expect(await limit.check('a')).toMatchObject({ known: 'fresh' })
  expect(await limit.check('b')).toMatchObject({ known: 'fresh' })
})

it('takes an answer that comes too late for the next check', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, { per: 'day', freshFor: '10s' })
  let answer: (total: number) => void = () => undefined
  bench.store.total = () =>
    new Promise((resolve) => {
      answer = resolve
    })
  const first = limit.check('acme')
  await bench.runtime.advance(100)
  expect(await first).toMatchObject({ known: 'unknown' })
  answer(9)
  await bench.runtime.settle()
  expect(await limit.check('acme', 2)).toMatchObject({ known: 'fresh', used: 9, allowed: false })
})

it('adds what was counted while its total was on the way', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  let answer: (total: number) => void = () => undefined
  bench.store.total = () =>
    new Promise((resolve) => {
      answer = resolve
    })
  const check = limit.check('acme')
  await bench.runtime.settle()
  await bench.counters.receive([signalOf(bench, 6)])
  answer(2)
  expect(await check).toMatchObject({ used: 8 })
})

it('takes away what is counted once, even where a batch is answered twice', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'day')
  await limit.check('acme')
  foresee(bench, 3)
  const batch = [signalOf(bench, 3)]
  await Promise.all([bench.counters.receive(batch), bench.counters.receive(batch)])
  foresee(bench, 3)
  await bench.counters.receive(batch)
  expect(await limit.check('acme')).toMatchObject({ used: 6 })
  await bench.runtime.advance(1_000)
  expect(await limit.check('acme')).toMatchObject({ used: 6 })
})

it('forgets after an hour what was told and never counted, and remembers no more than ten thousand', async () => {
  const bench = setUpCounters()
  const limit = bench.counters.quota(meter, 10, 'month')
  foresee(bench, 10)
  expect((await limit.check('acme')).allowed).toBe(false)
  await bench.runtime.advance(3_600_001)
  expect((await limit.check('acme')).allowed).toBe(true)
  for (let index = 0; index < 10_500; index++) foresee(bench, 10, `subject-${index}`)
  expect((await limit.check('subject-9000')).allowed).toBe(false)
  expect((await limit.check('subject-10400')).allowed).toBe(true)
})

it('notes only what a quota is for', async () => {
  const bench = setUpCounters()
  const early = { meter, subject: 'acme', quantity: 10, minute: minuteOf(bench) }
  bench.counters.foresee?.(early)
  const limit = bench.counters.quota(meter, 10, 'day')
  expect((await limit.check('acme')).used).toBe(0)
})

it('never allows more than the limit where one process does all, whatever the order', async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('use' as const), quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.constant({ type: 'flush' as const }),
    fc.record({ type: fc.constant('wait' as const), time: fc.integer({ min: 0, max: 1_500 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const bench = setUpCounters()
      const limit = bench.counters.quota(meter, 20, 'month')
      let used = 0
      let held = 0
      for (const one of steps) {
        if (one.type === 'wait') await bench.runtime.advance(one.time)
        if (one.type === 'flush' && held > 0) {
          const told = held
          held = 0
          await bench.counters.receive([signalOf(bench, told)])
        }
        if (one.type !== 'use') continue
        const answer = await limit.check('acme', one.quantity)
        expect(answer.used).toBe(used)
        expect(answer.allowed).toBe(used + one.quantity <= 20)
        if (!answer.allowed) continue
        foresee(bench, one.quantity)
        used += one.quantity
        held += one.quantity
      }
    }),
    { numRuns: 60 },
  )
})

it('says what is wrong with its options, and repeats no value', () => {
  const { counters } = setUpCounters()
  const wrong = { per: 'week', onFailure: 'maybe', timeout: 'never', name: 'é', extra: 1 }
  expect(() => counters.quota('', -1, wrong as never)).toThrow(
    /meter: .*\n.*limit: .*\n.*per: .*\n.*onFailure: .*\n.*timeout: .*\n.*name: .*\n.*extra: /,
  )
  expect(() => counters.quota('x', Number.NaN, 'day')).toThrow('limit')
  expect(() => counters.quota('x', 1, undefined as never)).toThrow('per')
})

it.each<unknown>(['10', null, true, [3]])('takes no limit of %j, which is no number', (limit) => {
  expect(() => setUpCounters().counters.quota(meter, limit as number, 'day')).toThrow('limit')
})
