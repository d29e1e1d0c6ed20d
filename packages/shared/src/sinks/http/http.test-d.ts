import { expectTypeOf, it } from 'vitest'
import type { ErrorSignal, EventSignal, MetricSignal, Signal } from '../../model/signal.ts'
import { http } from './http.ts'

const url = 'https://sink.test/in'

it('gives its functions the signals of the kinds that it takes', () => {
  http({
    url,
    kinds: ['error'],
    accepts: (error) => {
      expectTypeOf(error).toEqualTypeOf<ErrorSignal>()
      return error.severity === 'fatal'
    },
    encode: (errors) => {
      expectTypeOf(errors).toEqualTypeOf<readonly ErrorSignal[]>()
      return errors.map((error) => ({ body: error.message, signals: [error] }))
    },
  })
  http({
    url,
    kinds: ['event', 'metric'],
    encode: (facts) => {
      expectTypeOf(facts).toEqualTypeOf<readonly (EventSignal | MetricSignal)[]>()
      return { body: facts }
    },
  })
  http({
    url,
    encode: (signals) => {
      expectTypeOf(signals).toEqualTypeOf<readonly Signal[]>()
      return new Uint8Array()
    },
  })
})

it('takes headers from functions of either kind, and no other bodies', () => {
  http({ url, headers: () => ({ a: '1' }) })
  http({ url, headers: async () => ({ a: '1' }) })
  // @ts-expect-error: a header is a text.
  http({ url, headers: async () => ({ a: 1 }) })
  // @ts-expect-error: no such kind.
  http({ url, kinds: ['tea'] })
  // @ts-expect-error: what is posted is not known yet.
  http({ url, encode: async () => '' })
})
