import { EventEmitter } from 'node:events'
import type { Scope } from '@holdfast/shared'
import { expect, it } from 'vitest'
import { createAsyncContext } from '../context/asyncContext.ts'
import type { Exchange } from './exchange.ts'
import { keepContext } from './keepContext.ts'

const exchange = { message: { headers: {} } } as Exchange
const inner = { data: { tags: {}, contexts: {} } } as unknown as Scope

const start = () => {
  const context = createAsyncContext<Exchange>()
  const emitter = new EventEmitter()
  keepContext(emitter, exchange, context)
  return { context, emitter }
}

it('has listeners run as part of it, wherever an event comes from', () => {
  const { context, emitter } = start()
  const seen: unknown[] = []
  emitter.on('event', function (this: unknown, ...values: unknown[]) {
    seen.push(this, values, context.owner())
  })
  expect(emitter.emit('event', 1, 2)).toBe(true)
  expect(emitter.emit('nothing')).toBe(false)
  expect(seen).toEqual([emitter, [1, 2], exchange])
  expect(context.owner()).toBeUndefined()
})

it('leaves the scope of who emits an event within it', () => {
  const { context, emitter } = start()
  emitter.on('event', () => expect(context.current()).toBe(inner))
  context.runFor(exchange, () => context.run(inner, () => emitter.emit('event')))
  expect.assertions(1)
})

it('throws what a listener throws, and looks as it did', () => {
  const { emitter } = start()
  const { emit } = EventEmitter.prototype
  expect([emitter.emit.name, emitter.emit.length]).toEqual([emit.name, emit.length])
  expect(Object.keys(emitter)).toEqual(Object.keys(new EventEmitter()))
  expect(() => emitter.emit('error', new Error('nobody listens'))).toThrow('nobody listens')
})
