import { describe, expect, it } from 'vitest'
import type { ErrorSignal } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { toSentryEvent } from './toSentryEvent.ts'

const sample = createSampleSignal(1)
const { resource, scope } = sample

const eventOf = (facts: Partial<ErrorSignal>) => toSentryEvent({ ...sample, ...facts })
const cutOf = (facts: Partial<ErrorSignal>) => {
  const { holdfast } = eventOf(facts).contexts as { holdfast?: { cut?: string } }
  return holdfast?.cut
}
const withScope = (facts: Partial<ErrorSignal['scope']>) => ({ scope: { ...scope, ...facts } })
const calling = (name: string): Partial<ErrorSignal> => ({
  exceptions: [
    {
      type: 'Error',
      message: 'm',
      mechanism: { type: 'captured', handled: true },
      stack: { frames: [{ function: name, file: 'file:///app/a.js', inApp: true }] },
    },
  ],
})
const crumb = (category: string) => ({
  breadcrumbs: [{ time: wallTime(0), category, severity: 'info' as const, message: '' }],
})

interface Limit {
  readonly what: string
  readonly most: number
  readonly mark: string
  readonly facts: (text: string) => Partial<ErrorSignal>
  readonly told: (event: ReturnType<typeof eventOf>) => string | undefined
}

// relay-event-schema/src/protocol/{event,tags,user,breadcrumb,stacktrace,contexts/flags}.rs
const limits: readonly Limit[] = [
  {
    what: 'a release',
    most: 200,
    mark: 'release',
    facts: (release) => ({ resource: { ...resource, release } }),
    told: ({ release }) => release,
  },
  {
    what: 'an environment',
    most: 64,
    mark: 'environment',
    facts: (environment) => ({ resource: { ...resource, environment } }),
    told: ({ environment }) => environment,
  },
  {
    what: 'a tag',
    most: 200,
    mark: 'tags',
    facts: (text) => withScope({ tags: { text } }),
    told: ({ tags }) => tags['text'],
  },
  {
    what: 'the name of a tag',
    most: 200,
    mark: 'tags',
    facts: (text) => withScope({ tags: { [text]: 1 } }),
    told: ({ tags }) => Object.keys(tags)[1],
  },
  {
    what: 'the name of a flag',
    most: 200,
    mark: 'flags',
    facts: (text) => withScope({ flags: { [text]: true } }),
    told: ({ contexts }) =>
      (contexts['flags'] as { values: readonly { flag: string }[] }).values[0]?.flag,
  },
  {
    what: "a user's id",
    most: 128,
    mark: 'user',
    facts: (id) => withScope({ user: { id } }),
    told: ({ user }) => user?.id,
  },
  {
    what: "a user's name",
    most: 128,
    mark: 'user',
    facts: (name) => withScope({ user: { name } }),
    told: ({ user }) => user?.username,
  },
  {
    what: "a user's email",
    most: 75,
    mark: 'user',
    facts: (email) => withScope({ user: { email } }),
    told: ({ user }) => user?.email,
  },
  {
    what: 'the category of a breadcrumb',
    most: 128,
    mark: 'breadcrumbs.category',
    facts: (category) => withScope(crumb(category)),
    told: ({ breadcrumbs }) => breadcrumbs?.[0]?.category,
  },
  {
    what: 'the name of a function',
    most: 256,
    mark: 'function',
    facts: calling,
    told: ({ exception }) => exception?.values[0]?.stacktrace?.frames[0]?.function,
  },
]

describe('what Sentry would cut', () => {
  it.each(limits)('leaves $what of $most as it is', ({ most, facts, told }) => {
    const text = 'x'.repeat(most)
    expect(told(eventOf(facts(text)))).toBe(text)
    expect(cutOf(facts(text))).toBeUndefined()
  })

  it.each(limits)('cuts $what to $most, and says so', ({ most, mark, facts, told }) => {
    const text = 'x'.repeat(most + 1)
    const kept = told(eventOf(facts(text))) ?? ''
    expect(kept.startsWith('x'.repeat(most - 4))).toBe(true)
    expect(kept.length).toBeLessThanOrEqual(most)
    expect(cutOf(facts(text))).toBe(mark)
  })

  it('counts the bytes of its own mark in the name of a release, as Sentry does', () => {
    const { release = '' } = eventOf({ resource: { ...resource, release: 'x'.repeat(300) } })
    expect(Buffer.byteLength(release)).toBe(200)
  })

  it('makes names of releases and environments that are no paths', () => {
    const told = { resource: { ...resource, release: '@acme/shop@1.2.3', environment: 'a\\b\n' } }
    expect(eventOf(told)).toMatchObject({ release: '@acme-shop@1.2.3', environment: 'a-b-' })
  })

  it('keeps tags whose names Sentry takes for itself', () => {
    const tags = { user: 'ada', release: 'r', environment: 'e', users: 'u' }
    const { service: _, ...told } = eventOf(withScope({ tags })).tags
    expect(told).toEqual({
      'tag.user': 'ada',
      'tag.release': 'r',
      'tag.environment': 'e',
      users: 'u',
    })
  })

  it('says it after what was cut before, each once', () => {
    const tags = { one: 'x'.repeat(300), two: 'x'.repeat(300) }
    expect(cutOf({ ...withScope({ tags }), cut: ['breadcrumbs', 'tags'] })).toBe(
      'breadcrumbs, tags',
    )
  })

  it('says which contexts Sentry will cut, by their bytes, and tells them as they are', () => {
    const contexts = { latin: 'x'.repeat(7_000), greek: 'λ'.repeat(7_000), small: { one: 1 } }
    expect(cutOf(withScope({ contexts }))).toBe('contexts.greek')
    expect(eventOf(withScope({ contexts })).contexts).toMatchObject({
      greek: { value: contexts.greek },
    })
  })

  it('says it in less than a context may hold, whatever the contexts are called', () => {
    const contexts = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${index}${'n'.repeat(300)}`, 'x'.repeat(9_000)]),
    )
    expect(cutOf(withScope({ contexts }))?.length).toBeLessThan(4_000)
  })

  it('says so of what an error carries, too', () => {
    const [exception] = calling('f').exceptions ?? []
    const properties = { body: 'x'.repeat(10_000) }
    const facts = { exceptions: exception ? [{ ...exception, properties }] : [] }
    expect(cutOf(facts)).toBe('contexts.Error')
  })
})

describe('a file', () => {
  const frameOf = (file: string) => {
    const [exception] = calling('f').exceptions ?? []
    const frames = [{ file, inApp: true }]
    const facts = {
      exceptions: exception ? [{ ...exception, stack: { frames } }] : [],
      images: [{ file, debugId: 'd' }],
    }
    const { exception: told, debug_meta } = eventOf(facts)
    const { filename, abs_path } = told?.values[0]?.stacktrace?.frames[0] ?? {}
    return { filename, abs_path, code_file: debug_meta?.images[0]?.code_file }
  }

  // By its absolute path Sentry finds the source map: the one named first, where only one is.
  it.each([
    ['https://shop.test/a.js', 'https://shop.test/a.js', undefined],
    ['file:///app/a.js', '/app/a.js', undefined],
    ['file:///C:/app/a.js', 'C:/app/a.js', undefined],
    ['C:\\app\\a.js', 'C:\\app\\a.js', undefined],
    ['/app/a.js', '/app/a.js', undefined],
    ['node:fs', 'node:fs', undefined],
    ['<anonymous>', '<anonymous>', undefined],
    ['worker.js', 'worker.js', '/worker.js'],
    ['chunks/a.js', 'chunks/a.js', '/chunks/a.js'],
  ])('named %s is %s to Sentry, and %s', (file, filename, absolute) => {
    expect(frameOf(file)).toEqual({
      filename,
      abs_path: absolute,
      code_file: absolute ?? filename,
    })
  })
})

describe('the mechanism', () => {
  const typeOf = (type: ErrorSignal['exceptions'][number]['mechanism']['type'], name: string) =>
    eventOf({
      resource: { ...resource, runtime: { name } },
      exceptions: [{ type: 'Error', message: 'm', mechanism: { type, handled: false } }],
    }).exception?.values[0]?.mechanism.type

  it('is named as by the package of Sentry for the runtime', () => {
    expect(typeOf('captured', 'node')).toBe('generic')
    expect(typeOf('globalError', 'browser')).toBe('auto.browser.global_handlers.onerror')
    expect(typeOf('unhandledRejection', 'browser')).toBe(
      'auto.browser.global_handlers.onunhandledrejection',
    )
    expect(typeOf('unhandledRejection', 'node')).toBe('auto.node.onunhandledrejection')
    expect(typeOf('uncaughtException', 'node')).toBe('auto.node.onuncaughtexception')
    expect(typeOf('handler', 'edge')).toBe('auto.edge.onhandler')
  })
})

it('has Sentry infer no address of a user', () => {
  expect(eventOf({}).sdk.settings).toEqual({ infer_ip: 'never' })
})
