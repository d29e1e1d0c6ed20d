import { HoldfastConfigError, init, memorySink } from '@holdfast/node'
import { holdfast as express, holdfastErrors } from '@holdfast/node/express'
import { holdfast as fastify } from '@holdfast/node/fastify'
import { holdfast as hono } from '@holdfast/node/hono'
import { holdfast as koa } from '@holdfast/node/koa'
import { holdfast as nest } from '@holdfast/node/nest'
import { describe, expect, it, onTestFinished } from 'vitest'

type Door = (monitor: unknown, options?: unknown) => unknown

const doors = Object.entries({
  express: holdfastErrors,
  koa,
  hono,
  fastify,
  nest: nest.bind(undefined, Object.create(null)),
}) as ReadonlyArray<readonly [string, Door]>

const problemsOf = (open: () => unknown): unknown => {
  try {
    return open()
  } catch (error) {
    expect(error).toBeInstanceOf(HoldfastConfigError)
    return error instanceof HoldfastConfigError ? error.problems : undefined
  }
}

const openMonitor = () => {
  const monitor = init({ service: 'shop', sinks: [memorySink()], store: false })
  onTestFinished(async () => void (await monitor.close()))
  return monitor
}

describe.each(doors)('the door of %s', (_name, door) => {
  it('names options that are wrong, all at once', () => {
    const monitor = openMonitor()
    expect(problemsOf(() => door(monitor, { captures: 'all', capture: 1 }))).toEqual([
      { option: 'captures', expected: 'a function' },
      { option: 'capture', expected: 'one of captures' },
    ])
    const notAnObject = [{ option: 'options', expected: 'an object' }]
    expect(problemsOf(() => door(monitor, null))).toEqual(notAnObject)
    expect(problemsOf(() => door(monitor, () => true))).toEqual(notAnObject)
  })

  it('names a monitor that is none', () => {
    const expected = [{ option: 'monitor', expected: 'what init gives' }]
    expect(problemsOf(() => door(undefined))).toEqual(expected)
    expect(problemsOf(() => door({ monitor: openMonitor() }))).toEqual(expected)
  })
})

it('names a monitor that is none where Express has its routes named', () => {
  expect(problemsOf(() => Reflect.apply(express, undefined, [{}]))).toEqual([
    { option: 'monitor', expected: 'what init gives' },
  ])
})
