import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Breadcrumb } from '../model/breadcrumb.ts'
import type { Exception } from '../model/exception.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ErrorSignal, EventSignal, Signal, SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import { createTrim } from './trim.ts'

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

const base = {
  id: '0123456789abcdef0123456789abcdef' as SignalId,
  time: wallTime(1_700_000_000_000),
  resource: { service: 'shop', sdk: { name: 'holdfast' }, runtime: { name: 'node' } },
}

const exceptionOf = (more: Partial<Exception> = {}): Exception => ({
  type: 'TypeError',
  message: 'no cart',
  stack: { text: 'at pay (shop.js:1:2)' },
  mechanism: { type: 'captured', handled: true },
  ...more,
})

const errorOf = (scope: Partial<ScopeData> = {}, more: Partial<ErrorSignal> = {}): ErrorSignal => ({
  ...base,
  kind: 'error',
  severity: 'error',
  message: 'no cart',
  exceptions: [exceptionOf()],
  scope: { tags: {}, contexts: {}, ...scope },
  ...more,
})

const crumbOf = (message: string, data?: string): Breadcrumb => ({
  time: base.time,
  category: 'app',
  severity: 'info',
  message,
  ...(data !== undefined && { data: { data } }),
})

const crumbs = (count: number, data: string): readonly Breadcrumb[] =>
  Array.from({ length: count }, (_, index) => crumbOf(`crumb ${index}`, data))

const trimmedTo = <Kind extends Signal>(maxBytes: number, signal: Kind): Kind => {
  const trimmed = createTrim(maxBytes)(signal) as Kind
  expect(bytesOf(trimmed)).toBeLessThanOrEqual(maxBytes)
  return trimmed
}

describe('trim', () => {
  it('leaves alone what fits, to the byte', () => {
    const signal = errorOf({ breadcrumbs: crumbs(10, '日本') })
    const exact = bytesOf(signal)
    expect(createTrim()(signal)).toBe(signal)
    expect(createTrim(exact)(signal)).toBe(signal)
    expect(createTrim(exact - 1)(signal)).toMatchObject({ cut: ['breadcrumbs.data'] })
  })

  it('takes the data of breadcrumbs first, from the oldest on', () => {
    const { scope, cut } = trimmedTo(
      20_000,
      errorOf({ breadcrumbs: crumbs(30, 'x'.repeat(1_000)) }),
    )
    const withData = scope.breadcrumbs?.map(({ data }) => data !== undefined) ?? []
    expect(cut).toEqual(['breadcrumbs.data'])
    expect(withData).toHaveLength(30)
    expect(withData.indexOf(true)).toBeGreaterThan(10)
    expect(withData.slice(withData.indexOf(true))).not.toContain(false)
  })

  it('takes the oldest breadcrumbs next, and no more than it must', () => {
    const breadcrumbs = Array.from({ length: 100 }, (_, index) => crumbOf(`${index}`.repeat(200)))
    const { scope, cut } = trimmedTo(20_000, errorOf({ breadcrumbs, contexts: { cart: 'x' } }))
    expect(cut).toEqual(['breadcrumbs'])
    expect(scope.breadcrumbs?.at(-1)).toBe(breadcrumbs.at(-1))
    expect(scope.contexts).toEqual({ cart: 'x' })
    expect(bytesOf({ scope })).toBeGreaterThan(18_000)
  })

  it('takes the largest context next', () => {
    const contexts = { small: 'x'.repeat(1_000), large: 'x'.repeat(9_000), cart: 'x'.repeat(3_000) }
    const { scope, cut } = trimmedTo(5_000, errorOf({ contexts, breadcrumbs: [crumbOf('old')] }))
    expect(cut).toEqual(['breadcrumbs', 'contexts.large'])
    expect(Object.keys(scope.contexts).sort()).toEqual(['cart', 'small'])
  })

  it('takes properties of the last cause before those of the thrown value', () => {
    const properties = { body: 'x'.repeat(3_000) }
    const signal = errorOf(
      {},
      { exceptions: [exceptionOf({ properties }), exceptionOf({ properties })] },
    )
    const { exceptions, cut } = trimmedTo(5_000, signal)
    expect(cut).toEqual(['properties'])
    expect(exceptions.map((exception) => exception.properties)).toEqual([properties, undefined])
  })

  it('takes causes beyond the first, then the ends of stacks, then those of messages', () => {
    const long = { message: 'm'.repeat(4_000), stack: { text: `top\n${'s'.repeat(8_000)}` } }
    const exceptions = Array.from({ length: 5 }, (_, index) =>
      exceptionOf({ ...long, type: `E${index}` }),
    )
    const signal = errorOf({}, { exceptions, message: long.message })
    const cutTo = (maxBytes: number) => trimmedTo(maxBytes, signal)

    expect(cutTo(50_000)).toMatchObject({ cut: ['causes'], exceptions: exceptions.slice(0, 3) })
    const without = cutTo(24_000)
    expect(without.cut).toEqual(['causes', 'stacks'])
    expect(without.exceptions[0]).toEqual(exceptions[0])
    expect(without.exceptions[1]?.stack).toMatchObject({
      text: expect.stringMatching(/^top\n.*…$/),
    })
    const least = cutTo(2_000)
    expect(least.cut).toEqual(['causes', 'stacks', 'messages'])
    expect(least.exceptions.map(({ type }) => type)).toEqual(['E0', 'E1'])
    expect(least.message).toMatch(/^m+…$/)
  })

  it('takes all but the innermost frames of a stack that is parsed already', () => {
    const frames = Array.from({ length: 100 }, (_, line) => ({
      file: 'shop.js',
      line,
      inApp: true,
    }))
    const { exceptions, cut } = trimmedTo(
      2_000,
      errorOf({}, { exceptions: [exceptionOf({ stack: { frames } })] }),
    )
    expect(cut).toEqual(['stacks'])
    expect(exceptions[0]?.stack).toEqual({ frames: frames.slice(0, 10) })
  })

  it('takes flags and tags last', () => {
    const names = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(100, 'x'))
    const flags = Object.fromEntries(names.map((name) => [name, true]))
    const tags = Object.fromEntries(names.map((name) => [name, name]))
    const { scope, cut, exceptions } = trimmedTo(8_000, errorOf({ flags, tags }))
    expect(cut).toEqual(['stacks', 'messages', 'flags', 'tags'])
    expect(exceptions[0]?.type).toBe('TypeError')
    expect(Object.keys(scope.tags).length).toBeGreaterThan(20)
  })

  it('takes the largest attributes of an event', () => {
    const event: EventSignal = {
      ...base,
      kind: 'event',
      name: 'order',
      attributes: { large: 'x'.repeat(2_000), plan: 'pro' },
      scope: { tags: {}, contexts: {} },
    }
    expect(trimmedTo(1_000, event)).toMatchObject({
      attributes: { plan: 'pro' },
      cut: ['attributes'],
    })
  })

  it('adds to what was cut before, and changes nothing that it is given', () => {
    const signal = errorOf({ breadcrumbs: crumbs(30, 'x'.repeat(1_000)) }, { cut: ['stacks'] })
    const before = JSON.stringify(signal)
    expect(trimmedTo(20_000, signal).cut).toEqual(['stacks', 'breadcrumbs.data'])
    expect(JSON.stringify(signal)).toBe(before)
  })

  it('asks for a size as it is told to', () => {
    const signal = errorOf({ contexts: { cart: 'x'.repeat(1_000) } })
    expect(createTrim(500, () => 10)(signal)).toBe(signal)
  })

  it('keeps any signal within its bytes, its type told, and is done at once', () => {
    fc.assert(
      fc.property(anySignal, fc.integer({ min: 65_536, max: 131_072 }), (signal, maxBytes) => {
        const trim = createTrim(maxBytes)
        const trimmed = trim(signal) as ErrorSignal
        expect(bytesOf(trimmed)).toBeLessThanOrEqual(maxBytes)
        expect(trimmed.exceptions[0]?.type).toBe(signal.exceptions[0]?.type)
        expect(trim(trimmed)).toBe(trimmed)
        if (bytesOf(signal) > maxBytes) expect(trimmed.cut).not.toHaveLength(0)
        else expect(trimmed).toBe(signal)
      }),
      { numRuns: 300 },
    )
  })

  it('takes a megabyte in 5 ms, or in what encoding it a few times takes on a slow machine', () => {
    const contexts = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`c${index}`, 'x'.repeat(16_000)]),
    )
    const signal = errorOf({ breadcrumbs: crumbs(100, 'y'.repeat(4_000)), contexts })
    expect(bytesOf(signal)).toBeGreaterThan(850_000)
    const trim = createTrim()
    const encoding = shortest(() => JSON.stringify(signal))
    expect(shortest(() => trim(signal))).toBeLessThan(Math.max(5, encoding * 8))
  })
})

const shortest = (run: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 30 }, () => {
      const before = performance.now()
      run()
      return performance.now() - before
    }),
  )

/** Texts of one code unit, at most as long as they are captured. */
const textOf = (longest: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('x', '"', '\u0000', 'é', '日', '😀', '\ud800'),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([unit, part]) => unit.repeat(Math.floor((longest * part) / unit.length)))

const recordOf = <Value>(longest: number, value: fc.Arbitrary<Value>, maxKeys: number) =>
  fc.dictionary(
    fc.tuple(textOf(longest), fc.nat()).map(([text, number]) => `${number}${text}`),
    value,
    { maxKeys },
  )

const anyException = fc
  .record({
    type: textOf(256),
    message: textOf(8_192),
    stack: fc.option(
      textOf(32_768).map((text) => ({ text })),
      { nil: undefined },
    ),
    properties: fc.option(recordOf(256, textOf(4_000), 4), { nil: undefined }),
  })
  .map(exceptionOf)

const anySignal = fc
  .record({
    exceptions: fc.array(anyException, { maxLength: 6 }),
    message: textOf(8_192),
    images: fc.option(
      fc.array(fc.record({ file: textOf(500), debugId: textOf(36) }), { maxLength: 50 }),
      { nil: undefined },
    ),
    scope: fc.record({
      tags: recordOf(190, textOf(1_024), 50),
      contexts: recordOf(190, textOf(8_000), 10),
      flags: fc.option(recordOf(190, fc.boolean(), 100), { nil: undefined }),
      user: fc.option(fc.record({ id: textOf(1_024), name: textOf(1_024) }), { nil: undefined }),
      fingerprint: fc.option(fc.array(textOf(200), { maxLength: 20 }), { nil: undefined }),
      breadcrumbs: fc.option(
        fc.array(
          fc.tuple(textOf(1_024), textOf(2_000)).map(([message, data]) => crumbOf(message, data)),
          { maxLength: 100 },
        ),
        { nil: undefined },
      ),
    }),
  })
  .map(({ scope, ...facts }) => errorOf(scope, facts))
