import { milliseconds } from '../../model/units.ts'
import type { HttpHeaders, HttpOptions } from '../../sinks/http/httpOptions.ts'
import type { FakeRuntime } from '../fakeRuntime/createFakeRuntime.ts'
import type { Seen } from './seen.ts'

/** How an app's function for headers behaves: one that is moody is never the same twice. */
export type HeadersMood = 'none' | 'prompt' | 'slow' | 'moody'

/** Those of the http sink; `undefined` where there is no function. */
export const createHeaders = (
  { scheduler }: FakeRuntime,
  seen: Seen,
  mood: HeadersMood,
): HttpOptions['headers'] => {
  const good: HttpHeaders = { authorization: 'token' }
  const takeTime = (longest: number): Promise<HttpHeaders> => {
    seen.openHeaders++
    return new Promise((resolve) => {
      scheduler.after(milliseconds(longest), () => {
        seen.openHeaders--
        resolve(good)
      })
    })
  }
  const fail = (): never => {
    throw new Error('There is no token.')
  }
  const moods: readonly (() => HttpHeaders | Promise<HttpHeaders>)[] = [
    () => good,
    fail,
    () => takeTime(1_000),
    async () => fail(),
    async () => good,
    () => takeTime(3_600_000),
    () => ({ authorization: 'a line\nand another' }),
    () => takeTime(12_000),
  ]
  let asked = 0
  switch (mood) {
    case 'none':
      return undefined
    case 'prompt':
      return async () => good
    case 'slow':
      return () => takeTime(700)
    case 'moody':
      return () => moods[asked++ % moods.length]?.() ?? good
  }
}
