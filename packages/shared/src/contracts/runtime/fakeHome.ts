import { createFakeRuntime, type FakeRuntime } from '../../testing/fakeRuntime/createFakeRuntime.ts'
import { answerOf, type FakeResponse, noAnswer } from '../../testing/fakeRuntime/fakeTransport.ts'
import type { FaultyServers, RuntimeContractOptions } from './runtimeHome.ts'

const fakeServers: Readonly<Record<keyof FaultyServers, FakeResponse>> = {
  answering: answerOf(200),
  limiting: answerOf(429, { 'retry-after': '7' }),
  failing: answerOf(500),
  redirecting: answerOf(302),
  refusing: noAnswer('refused'),
  hanging: 'hang',
  resetting: noAnswer('reset'),
  halfAnswering: noAnswer('the body broke off'),
  trickling: 'hang',
}

/** A fake runtime whose servers fail as the contract asks. */
export const createFake = (): FakeRuntime => {
  const runtime = createFakeRuntime({ canFinish: true })
  runtime.transport.respond(({ url }) => {
    const known = Object.entries(fakeServers).find(([name]) => url.includes(name))
    return known?.[1] ?? noAnswer('no such server')
  })
  return runtime
}

/** Where the fake runtime is at home. */
export const fakeOptions: RuntimeContractOptions<FakeRuntime> = {
  urls: Object.fromEntries(Object.keys(fakeServers).map((name) => [name, `https://${name}.test/`])),
  elapse: (runtime, delay) => runtime.advance(delay),
  end: (runtime, ending) => runtime.end(ending),
  wallNow: () => createFakeRuntime().clock.wall(),
  storeHome: () => {
    let last = createFakeRuntime()
    const lives = new Map<unknown, FakeRuntime>()
    return {
      open: () => {
        last = createFakeRuntime({ disk: last.disk })
        lives.set(last.store, last)
        return last.store
      },
      crash: (store) => lives.get(store)?.crash(),
    }
  },
}
