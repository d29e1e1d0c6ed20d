import { expect, test } from 'vitest'
import { after, milliseconds } from '../../model/units.ts'
import type { Recovered } from '../../ports/outboxStore.ts'
import type { WireRequest, WireResponse } from '../../ports/wire.ts'
import { createSampleSignal } from '../sampleSignals.ts'
import { createFakeRuntime, type FakeRuntime } from './createFakeRuntime.ts'
import { answerOf, noAnswer } from './fakeTransport.ts'

const request: WireRequest = { url: 'https://sink.test/', headers: {}, body: '{}', ids: [] }

const send = (runtime: FakeRuntime, patience = 1_000): WireResponse[] => {
  const responses: WireResponse[] = []
  const deadline = after(runtime.clock.now(), milliseconds(patience))
  void runtime.transport.send(request, deadline).then((response) => responses.push(response))
  return responses
}

const recoverAll = async ({ store }: FakeRuntime): Promise<readonly Recovered[]> => {
  const found: Recovered[] = []
  for await (const one of store.recover()) found.push(one)
  return found
}

test('timers run in order, each to its end before the next', async () => {
  const runtime = createFakeRuntime()
  const log: string[] = []
  const start = (delay: number, name: string) =>
    runtime.scheduler.after(milliseconds(delay), async () => {
      log.push(name)
      for (let turn = 0; turn < 20; turn++) await undefined
      log.push(`${name} settled`)
    })
  start(20, 'second')
  start(10, 'first')
  const stop = start(15, 'stopped')
  stop()
  await runtime.advance(20)
  expect(log).toEqual(['first', 'first settled', 'second', 'second settled'])
})

test('time stands still until it is turned, and a timer sees when it was due', async () => {
  const runtime = createFakeRuntime()
  const start = runtime.clock.now()
  const seen: number[] = []
  runtime.scheduler.after(milliseconds(10), () => {
    seen.push(runtime.clock.now() - start)
    runtime.scheduler.hold(milliseconds(5), () => seen.push(runtime.clock.now() - start))
  })
  await runtime.settle()
  expect(runtime.clock.now()).toBe(start)
  await runtime.advance(100)
  expect(seen).toEqual([10, 15])
  expect(runtime.clock.now() - start).toBe(100)
})

test('a jump of the wall clock moves nothing else', async () => {
  const runtime = createFakeRuntime()
  const [now, wall] = [runtime.clock.now(), runtime.clock.wall()]
  runtime.jumpWall(-3_600_000)
  expect([runtime.clock.now(), runtime.clock.wall()]).toEqual([now, wall - 3_600_000])
})

test('the same seed gives the same numbers, another one others', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, createFakeRuntime({ seed }).random)
  expect(numbers(7)).toEqual(numbers(7))
  expect(numbers(7)).not.toEqual(numbers(8))
})

test('two lives of one disk have different numbers', () => {
  const first = createFakeRuntime()
  expect(createFakeRuntime({ disk: first.disk }).random()).not.toBe(first.random())
})

test('the transport answers 200, unless it was told otherwise', async () => {
  const runtime = createFakeRuntime()
  runtime.transport.respond(answerOf(500), noAnswer('refused'))
  const responses = [send(runtime), send(runtime), send(runtime)]
  await runtime.settle()
  expect(responses.flat()).toEqual([answerOf(500), noAnswer('refused'), answerOf(200)])
  expect(runtime.transport.requests.map(({ response }) => response)).toEqual(responses.flat())
})

test('a function is the server, and may take its time', async () => {
  const runtime = createFakeRuntime()
  let answer: (response: WireResponse) => void = () => undefined
  runtime.transport.respond(() => new Promise((resolve) => (answer = resolve)))
  const responses = send(runtime)
  await runtime.advance(999)
  expect(responses).toEqual([])
  answer(answerOf(204))
  await runtime.settle()
  expect(responses).toEqual([answerOf(204)])
})

test('the deadline ends what hangs', async () => {
  const runtime = createFakeRuntime()
  runtime.transport.respond('hang')
  const responses = send(runtime, 50)
  await runtime.advance(49)
  expect(responses).toEqual([])
  await runtime.advance(1)
  expect(responses).toMatchObject([{ type: 'noAnswer' }])
})

test('finish is offered where it is asked for', () => {
  expect(createFakeRuntime().transport.finish).toBeUndefined()
  const runtime = createFakeRuntime({ canFinish: true })
  runtime.transport.finish?.(runtime.clock.now())
  expect(runtime.transport.finishes).toEqual([runtime.clock.now()])
})

test('finish answers what is under way, and no request twice', () => {
  const runtime = createFakeRuntime({ canFinish: true })
  const finish = () => [...(runtime.transport.finish?.(runtime.clock.now()) ?? [])]
  runtime.transport.respond('hang')
  runtime.transport.respondToFinish(() => answerOf(200))
  send(runtime)
  expect(finish()).toEqual([[request, answerOf(200)]])
  expect(finish()).toEqual([])
})

test('after a crash nothing happens any more', async () => {
  const runtime = createFakeRuntime()
  const log: string[] = []
  runtime.scheduler.after(milliseconds(1), () => log.push('timer'))
  runtime.lifecycle.onEnding((ending) => log.push(ending))
  const before = send(runtime)
  runtime.crash()
  const afterwards = send(runtime)
  runtime.store.append([{ signal: createSampleSignal(1), owed: ['one'] }])
  runtime.end('exit')
  await runtime.advance(60_000)
  expect([log, before, afterwards, runtime.disk.signals]).toEqual([[], [], [], []])
  expect(runtime.transport.requests).toHaveLength(1)
})

test('a store gives to the next life what a crash left, and not before', async () => {
  const first = createFakeRuntime()
  const stored = [1, 2].map((number) => ({ signal: createSampleSignal(number), owed: ['one'] }))
  first.store.append(stored)
  const sibling = createFakeRuntime({ disk: first.disk })
  expect(await recoverAll(sibling)).toEqual([])
  first.crash()
  expect(await recoverAll(sibling)).toEqual(stored.map((one) => ({ type: 'held', ...one })))
  expect(await recoverAll(createFakeRuntime({ disk: first.disk }))).toEqual([])
})

test('a store that goes on gives what is parked, and ends with its life', async () => {
  const runtime = createFakeRuntime({ goesOn: true })
  const recovered = recoverAll(runtime)
  for (const number of [1, 2]) {
    runtime.store.park({ signal: createSampleSignal(number), owed: ['one', 'two'] }, ['two'])
    await runtime.settle()
  }
  runtime.crash()
  const ids = [1, 2].map((number) => createSampleSignal(number).id)
  const found = (await recovered).map((one) => ('signal' in one ? [one.signal.id, one.owed] : one))
  expect(found).toEqual(ids.map((id) => [id, ['two']]))
  const next = await recoverAll(createFakeRuntime({ disk: runtime.disk }))
  expect(next).toMatchObject(ids.map(() => ({ type: 'held', owed: ['one', 'two'] })))
})
