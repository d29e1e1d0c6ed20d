import { expectTypeOf, test } from 'vitest'
import type { ResilienceHost } from './host.ts'
import { createPolicy } from './policy.ts'

declare const host: ResilienceHost

test('a run gives what the function gives, or the fallback', () => {
  expectTypeOf(createPolicy({}, host).run(() => 1)).resolves.toEqualTypeOf<number>()
  expectTypeOf(createPolicy({}, host).run(async () => 'text')).resolves.toEqualTypeOf<string>()
  const value = createPolicy({ fallback: null }, host)
  expectTypeOf(value.run(() => 1)).resolves.toEqualTypeOf<number | null>()
  const made = createPolicy({ fallback: () => new Date() }, host)
  expectTypeOf(made.run(() => 1)).resolves.toEqualTypeOf<number | Date>()
  const later = createPolicy({ fallback: async (error) => String(error) }, host)
  expectTypeOf(later.run(() => 1)).resolves.toEqualTypeOf<number | string>()
})

test('the signal is one that fetch takes', () => {
  void createPolicy({ timeout: '2s' }, host).run(({ signal }) =>
    fetch('https://a.test', { signal }),
  )
  void createPolicy({}, host).run(() => 1, { signal: AbortSignal.timeout(1) })
})
