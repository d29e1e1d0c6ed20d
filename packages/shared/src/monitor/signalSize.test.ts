import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { jsonBytes } from '../primitives/jsonBytes.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import type { SentryEvent } from '../sinks/sentry/sentryEvent.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

/** What Sentry takes of an event, decompressed: https://docs.sentry.io/concepts/data-management/size-limits */
const mostOfEvent = 1_000_000
/** Of a text: relay-event-schema/src/protocol/{exception,breadcrumb}.rs */
const longestText = 8_192 + 200

/** How many of each there are, and of which characters. */
interface Extent {
  readonly unit: string
  readonly crumbs: number
  readonly contexts: number
  readonly tags: number
  readonly flags: number
  readonly causes: number
  readonly message: number
  readonly stack: number
  readonly line: number
}

const unit = fc.constantFrom('x', '"', '\\', '\u0000', 'é', '日', '😀', '\ud800')
const upTo = (max: number) => fc.oneof(fc.nat({ max }), fc.constant(max))
const extent: fc.Arbitrary<Extent> = fc.record({
  unit,
  crumbs: upTo(100),
  contexts: upTo(30),
  tags: upTo(50),
  flags: upTo(100),
  causes: upTo(10),
  message: upTo(1_000_000),
  stack: upTo(1_000_000),
  line: upTo(2_000),
})

const textOf = (text: string, length: number): string =>
  text.repeat(Math.floor(length / text.length))

const errorOf = ({ unit: text, causes, ...lengths }: Extent): Error => {
  const call = `    at call (https://shop.example/${textOf(text, lengths.line)}.js:1:2)\n`
  const message = textOf(text, lengths.message)
  return Array.from({ length: causes + 1 }).reduce<Error | undefined>((cause, _, index) => {
    const error = new Error(message, cause && { cause })
    error.stack = `Error: ${message}\n${textOf(call, lengths.stack)}`
    return Object.assign(error, { code: index, body: textOf(text, 20_000) })
  }, undefined) as Error
}

const capture = async (size: Extent, maxSignalBytes: number) => {
  const { monitor, runtime, signals, said } = setUpMonitor({
    sinks: [sentry({ dsn: 'https://key@sentry.test/1' })],
    maxSignalBytes,
  })
  const append = vi.spyOn(runtime.store, 'append')
  monitor.withScope((scope) => {
    for (let index = 0; index < size.crumbs; index++) {
      monitor.addBreadcrumb({ message: `${index}`, data: { text: textOf(size.unit, 8_000) } })
    }
    for (let index = 0; index < size.contexts; index++) {
      scope.setContext(`c${index}`, {
        one: textOf(size.unit, 8_000),
        two: textOf(size.unit, 8_000),
      })
    }
    for (let index = 0; index < size.tags; index++) {
      scope.setTags({ [`${index}${textOf(size.unit, 250)}`]: textOf(size.unit, 2_000) })
    }
    for (let index = 0; index < size.flags; index++) {
      scope.setFlag(`${index}${textOf(size.unit, 250)}`, true)
    }
    monitor.captureError(errorOf(size))
  })
  await signals()
  expect(said).toEqual([])
  const [accepted] = append.mock.calls.flatMap(([stored]) => stored)
  const [request] = runtime.transport.requests
  const [, , item = ''] = String(request?.request.body).split('\n')
  return { signal: accepted?.signal, item, event: JSON.parse(item) as SentryEvent }
}

const expectPartsInLimits = ({ breadcrumbs = [], tags, exception }: SentryEvent): void => {
  expect(breadcrumbs.length).toBeLessThanOrEqual(100)
  for (const [name, value] of Object.entries(tags)) {
    expect(name).toMatch(/^[\w.:-]{1,200}$/)
    expect(value).toMatch(/^[^\n]{0,200}$/)
  }
  for (const { value, stacktrace } of exception?.values ?? []) {
    expect(value.length).toBeLessThanOrEqual(longestText)
    expect(stacktrace?.frames.length ?? 0).toBeLessThanOrEqual(100)
  }
  expect(exception?.values.at(-1)?.type).toBe('Error')
}

it('accepts no signal above its bytes, whose event is never too large for Sentry', async () => {
  await fc.assert(
    fc.asyncProperty(extent, fc.constantFrom(65_536, 200_000), async (size, maxBytes) => {
      const { signal, item, event } = await capture(size, maxBytes)
      expect(jsonBytes(signal)).toBeLessThanOrEqual(maxBytes)
      expect(Buffer.byteLength(item)).toBeLessThan(mostOfEvent)
      expectPartsInLimits(event)
      const { breadcrumbs = [], contexts } = event
      const cut = signal?.cut ?? []
      if (breadcrumbs.length < size.crumbs) expect(cut).toContain('breadcrumbs')
      if (breadcrumbs.some(({ data }) => !data)) expect(cut).toContain('breadcrumbs.data')
      for (let index = 0; index < size.contexts; index++) {
        if (!(`c${index}` in contexts)) expect(cut).toContain(`contexts.c${index}`)
      }
      const { cut: told = '' } = (contexts['holdfast'] ?? {}) as { readonly cut?: string }
      const marks = told === '' ? [] : told.split(', ')
      expect(marks.slice(0, cut.length)).toEqual(cut)
      // What is longer than Sentry takes, though the signal may keep it.
      const ofSentry = new Set(marks.slice(cut.length).map((mark) => mark.replace(/\..*/, '.')))
      expect(['tags', 'flags', 'contexts.']).toEqual(expect.arrayContaining([...ofSentry]))
    }),
    { numRuns: 20 },
  )
}, 60_000)

it('says what it cut of the largest of all', async () => {
  const most = { crumbs: 100, contexts: 30, tags: 50, flags: 100, causes: 10 }
  const texts = { unit: '\u0000', message: 1_000_000, stack: 1_000_000, line: 100 }
  const { signal, event } = await capture({ ...most, ...texts }, 65_536)
  expect(signal?.cut?.slice(0, 3)).toEqual([
    'breadcrumbs.data',
    'breadcrumbs',
    expect.stringMatching(/^contexts\.c\d+$/),
  ])
  expect(signal?.cut).toEqual(expect.arrayContaining(['properties', 'causes', 'messages']))
  expect(event.exception?.values).toHaveLength(2)
})
