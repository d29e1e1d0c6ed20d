import { expect, test } from 'vitest'
import { monotonicTime, until, wallTime } from '../../model/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Runtime } from '../../ports/runtime.ts'
import type { WireRequest, WireResponse } from '../../ports/wire.ts'
import type { FakeRuntime } from '../../testing/fakeRuntime/createFakeRuntime.ts'
import { answerOf, noAnswer } from '../../testing/fakeRuntime/fakeTransport.ts'
import { runContract } from '../contractCase.ts'
import { createFake, fakeOptions } from './fakeHome.ts'
import { runtimeContract } from './runtimeContract.ts'

type Plant = (runtime: FakeRuntime) => Partial<FakeRuntime>

const clockFault = (plant: (clock: Clock) => Partial<Clock>): Plant => {
  return ({ clock }) => ({ clock: { ...clock, ...plant(clock) } })
}

/** The fake transport, with something done to each response. */
const responseFault = (
  change: (response: WireResponse) => WireResponse | Promise<WireResponse>,
): Plant => {
  return ({ transport }) => ({
    transport: {
      ...transport,
      send: async (request, deadline) => change(await transport.send(request, deadline)),
    },
  })
}

/** The fake transport, which does not send some requests. */
const refusing = (isRefused: (request: WireRequest) => boolean): Plant => {
  return ({ transport }) => ({
    transport: {
      ...transport,
      send: async (request, deadline) =>
        isRefused(request) ? noAnswer('refused') : transport.send(request, deadline),
    },
  })
}

const contextFault = (
  plant: (context: Runtime['context']) => Partial<Runtime['context']>,
): Plant => {
  return ({ context }) => ({ context: { ...context, ...plant(context) } })
}

const faults: readonly (readonly [caseName: string, plant: Plant])[] = [
  [
    'clock: monotonic time never goes back',
    clockFault(({ now }) => {
      let calls = 0
      return { now: () => monotonicTime(now() - (calls++ % 100)) }
    }),
  ],
  [
    'clock: monotonic time goes on in milliseconds',
    clockFault(({ now }) => ({ now: () => monotonicTime(now() / 1_000) })),
  ],
  [
    'clock: wall time is in milliseconds since 1970',
    clockFault(({ wall }) => ({ wall: () => wallTime(wall() / 1_000) })),
  ],
  [
    'clock: wall time is what others say it is',
    clockFault(({ wall }) => ({ wall: () => wallTime(wall() - 86_400_000) })),
  ],
  ['random: from 0 to below 1, and not always the same', () => ({ random: () => 0.5 })],
  ['random: fills its range', ({ random }) => ({ random: () => random() / 2 })],
  ...(['after', 'hold'] as const).flatMap((method): (readonly [string, Plant])[] => [
    [
      `scheduler: ${method} runs a task later, and once`,
      ({ scheduler }) => ({
        scheduler: {
          ...scheduler,
          [method]: (delay: never, task: () => void) => {
            scheduler[method](delay, task)
            return scheduler[method](delay, task)
          },
        },
      }),
    ],
    [
      `scheduler: ${method} with no delay runs a task later still`,
      ({ scheduler }) => ({
        scheduler: {
          ...scheduler,
          [method]: (delay: number, task: () => void) => {
            if (delay > 0) return scheduler[method](delay as never, task)
            task()
            return () => undefined
          },
        },
      }),
    ],
    [
      `scheduler: ${method} keeps the order of the delays`,
      ({ scheduler }) => ({
        scheduler: {
          ...scheduler,
          [method]: (_: never, task: () => void) => scheduler[method](1 as never, task),
        },
      }),
    ],
    [
      `scheduler: what ${method} started can be stopped`,
      ({ scheduler }) => ({
        scheduler: {
          ...scheduler,
          [method]: (delay: never, task: () => void) => {
            scheduler[method](delay, task)
            return () => undefined
          },
        },
      }),
    ],
  ]),
  ['transport: a 200 is an answer', responseFault(() => noAnswer('always'))],
  [
    'transport: a 500 is an answer',
    responseFault((response) =>
      response.type === 'answer' && response.status >= 500 ? noAnswer('5xx') : response,
    ),
  ],
  [
    'transport: a 429 is an answer',
    responseFault((response) => {
      if (response.type === 'answer' && response.status > 399) throw new Error('4xx')
      return response
    }),
  ],
  [
    'transport: headers come by lower-case name',
    responseFault((response) => ({ ...response, headers: { 'Retry-After': '7' } }) as WireResponse),
  ],
  ['transport: a body of 100 kB is sent', refusing(({ body }) => body.length >= 40_000)],
  ['transport: a body of bytes is sent', refusing(({ body }) => typeof body !== 'string')],
  ['transport: a redirect is not followed', responseFault(() => answerOf(200))],
  [
    'transport: no answer from a server that is refusing',
    responseFault((response) =>
      response.type === 'noAnswer' ? Promise.reject(new Error('fetch failed')) : response,
    ),
  ],
  ['transport: no answer from a server that is resetting', responseFault(() => answerOf(599))],
  ['transport: no answer from a server that is halfAnswering', responseFault(() => answerOf(200))],
  ...[
    'no answer by the deadline from one that is hanging',
    'a deadline that has passed is obeyed too',
  ].map((name): readonly [string, Plant] => [
    `transport: ${name}`,
    ({ transport, clock }) => ({
      transport: {
        ...transport,
        send: (request) => transport.send(request, monotonicTime(clock.now() + 3_600_000)),
      },
    }),
  ]),
  [
    'transport: what cannot be sent is no failure of the caller',
    ({ transport }) => ({
      transport: {
        ...transport,
        send: (request, deadline) => {
          if (!request.url.startsWith('http')) throw new TypeError('Invalid URL')
          return transport.send(request, deadline)
        },
      },
    }),
  ],
  [
    'transport: requests at once do not disturb each other',
    ({ transport }) => {
      let last: Promise<unknown> = Promise.resolve()
      return {
        transport: {
          ...transport,
          // One after the other, each giving way to what hangs before it.
          send: (request, deadline) => {
            const turn = last.then(() => transport.send(request, deadline))
            last = new Promise(() => undefined)
            return turn
          },
        },
      }
    },
  ],
  [
    'transport: finish returns by its deadline, where it is offered',
    ({ transport, clock }) => {
      let late = 0
      return {
        clock: { ...clock, now: () => monotonicTime(clock.now() + late) },
        transport: {
          ...transport,
          finish: (deadline) => {
            late += until(deadline, clock.now()) + 60_000
            return new Map()
          },
        },
      }
    },
  ],
  [
    'store: takes what it is given, and is never in the way',
    ({ store }) => ({
      store: {
        ...store,
        append: () => {
          throw new Error('full')
        },
      },
    }),
  ],
  ['context: there is no scope at first', contextFault(() => ({ current: () => ({}) as never }))],
  [
    'context: run makes a scope the current one, and passes the result on',
    contextFault(({ run }) => ({ run: (scope, fn) => void run(scope, fn) as never })),
  ],
  [
    'context: run throws through, and restores',
    contextFault(({ run }) => ({
      run: (scope, fn) => {
        try {
          return run(scope, fn)
        } catch {
          return undefined as never
        }
      },
    })),
  ],
  [
    'context: scopes nest',
    contextFault(() => {
      let current: ReturnType<Runtime['context']['current']>
      return {
        current: () => current,
        run: (scope, fn) => {
          current = scope
          try {
            return fn()
          } finally {
            current = undefined
          }
        },
      }
    }),
  ],
  [
    'context: a promise is passed on as it is, and its caller goes on without the scope',
    contextFault(({ run }) => ({
      run: (scope, fn) => {
        const result = run(scope, fn)
        return (result instanceof Promise ? result.then((value) => value) : result) as typeof result
      },
    })),
  ],
  [
    'lifecycle: each listener hears an ending until it is taken back',
    ({ lifecycle }) => ({
      lifecycle: {
        onEnding: (listener) => {
          lifecycle.onEnding(listener)
          return () => undefined
        },
      },
    }),
  ],
]

test.each(faults)('a runtime with a fault breaks "%s"', async (caseName, plant) => {
  const create = (): FakeRuntime => {
    const runtime = createFake()
    return { ...runtime, ...plant(runtime) }
  }
  const cases = runtimeContract(create, {
    ...fakeOptions,
    storeHome: () => ({ open: () => create().store }),
  })
  const results = await runContract(cases.filter(({ name }) => name === caseName))
  expect(results).toMatchObject([{ name: caseName, outcome: 'broken' }])
})

test('two runtimes that share their scopes break the contract', async () => {
  const { context } = createFake()
  const cases = runtimeContract(() => ({ ...createFake(), context }), fakeOptions)
  const results = await runContract(cases)
  expect(results.filter(({ outcome }) => outcome === 'broken')).toMatchObject([
    { name: 'context: two runtimes do not share scopes' },
  ])
})
