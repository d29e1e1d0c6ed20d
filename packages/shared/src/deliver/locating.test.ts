import { expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { noAnswer } from '../testing/fakeRuntime/fakeTransport.ts'
import { setUpOutbox, takingSink } from '../testing/setUpOutbox.ts'
import type { Locate } from './entry.ts'

const messageOf = (signal: Signal): string => ('message' in signal ? signal.message : '')

const collecting = (name: string) => {
  const got: string[] = []
  const receive = (signals: readonly Signal[]) => void got.push(...signals.map(messageOf))
  return { got, sink: { ...takingSink(name), receive } }
}

const locatedAs = (signal: Signal, how: string): Signal =>
  ({ ...signal, message: `${how} ${messageOf(signal)}` }) as Signal

it('what files tell is waited for, once for all lanes', async () => {
  const [one, other] = [collecting('one'), collecting('other')]
  let calls = 0
  const locate: Locate = async (signal) => {
    calls++
    return locatedAs(signal, 'located')
  }
  const bench = setUpOutbox({ sinks: [one.sink, other.sink], locate })
  bench.accept(2)
  await bench.runtime.advance(2_000)
  expect(calls).toBe(2)
  expect(one.got).toHaveLength(2)
  expect(one.got.every((message) => message.startsWith('located '))).toBe(true)
  expect(other.got).toEqual(one.got)
})

it.each([
  ['before anything was asked', 0],
  ['while the answer is on its way', 2_000],
])('a host that ends has it at once, or does without: %s', async (_, wait) => {
  const one = collecting('one')
  const locate: Locate = (signal, isLast) =>
    isLast ? locatedAs(signal, 'last') : new Promise(() => undefined)
  const bench = setUpOutbox({ sinks: [one.sink], locate })
  bench.accept(2)
  await bench.runtime.advance(wait)
  expect(one.got).toEqual([])
  bench.outbox.urge(Infinity)
  expect(one.got.map((message) => message.split(' ')[0])).toEqual(['last', 'last'])
  await bench.runtime.advance(5_000)
  expect(one.got).toHaveLength(2)
  expect(bench.tally('one')).toMatchObject({ delivered: 2 })
})

it('what comes after the ending has sent changes nothing, and nothing goes twice', async () => {
  const one = collecting('one')
  const waiting: (() => void)[] = []
  const locate: Locate = (signal, isLast) =>
    isLast
      ? signal
      : new Promise((resolve) => waiting.push(() => resolve(locatedAs(signal, 'late'))))
  const bench = setUpOutbox({ sinks: [one.sink], locate })
  bench.accept(3)
  await bench.runtime.advance(2_000)
  bench.outbox.urge(Infinity)
  for (const answer of waiting) answer()
  bench.accept(1)
  await bench.runtime.advance(1_500)
  for (const answer of waiting) answer()
  await bench.runtime.advance(1_500)
  expect(one.got).toHaveLength(4)
  expect(one.got.filter((message) => message.startsWith('late '))).toHaveLength(1)
  expect(bench.tally('one')).toMatchObject({ accepted: 4, delivered: 4 })
})

it('what an earlier life left is not looked up: its files were others', async () => {
  const before = setUpOutbox({ sinks: [takingSink('one')] })
  before.accept(1)
  before.runtime.crash()
  const one = collecting('one')
  const locate: Locate = (signal) => locatedAs(signal, 'located')
  const next = setUpOutbox({ sinks: [one.sink], locate, disk: before.runtime.disk })
  await next.outbox.recover()
  await next.runtime.advance(2_000)
  expect(one.got).toHaveLength(1)
  expect(one.got[0]).not.toContain('located')
})

it('what is on disk knows nothing of it', async () => {
  const locate: Locate = (signal) => locatedAs(signal, 'located')
  const bench = setUpOutbox({ locate })
  bench.runtime.transport.respond(() => noAnswer('refused'))
  bench.accept(1)
  await bench.runtime.advance(2_000)
  expect(bench.runtime.disk.held.map(({ signal }) => messageOf(signal))).toEqual([
    expect.not.stringContaining('located'),
  ])
})
