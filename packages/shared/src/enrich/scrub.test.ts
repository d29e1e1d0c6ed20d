import { describe, expect, it } from 'vitest'
import type { Attributes, Json } from '../model/attributes.ts'
import type { Breadcrumb } from '../model/breadcrumb.ts'
import type { Exception } from '../model/exception.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ErrorSignal, EventSignal, MetricSignal, Signal, SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import { createScrub, type ScrubOptions } from './scrub.ts'

const base = {
  id: '41111111111111110123456789abcdef' as SignalId,
  time: wallTime(1_700_000_000_000),
  resource: { service: 'shop', sdk: { name: 'holdfast' }, runtime: { name: 'node' } },
}

const exceptionOf = (more: Partial<Exception> = {}): Exception => ({
  type: 'TypeError',
  message: 'no cart',
  stack: { text: 'TypeError: no cart\n    at pay (https://shop.example/shop.js:1:2)' },
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

const eventOf = (attributes: Attributes): EventSignal => ({
  ...base,
  kind: 'event',
  name: 'order.placed',
  attributes,
  scope: { tags: {}, contexts: {} },
})

const crumbOf = (message: string, data?: Breadcrumb['data']): Breadcrumb => ({
  time: base.time,
  category: 'http',
  severity: 'info',
  message,
  data,
})

const scrub = <Kind extends Signal>(signal: Kind, options?: ScrubOptions): Kind =>
  createScrub(options)(signal) as Kind

/** What becomes of a context. */
const scrubbedContext = (context: Json, options?: ScrubOptions): unknown =>
  scrub(errorOf({ contexts: { own: context } }), options).scope.contexts['own']

const plain = errorOf(
  {
    user: { id: 'u-1', name: 'Jane', email: 'jane@example.com' },
    tags: { plan: 'pro', paid: true, count: 17 },
    contexts: { cart: { items: 2, list: ['tea', null, 1.5], at: 1_767_225_600_000 } },
    breadcrumbs: [crumbOf('GET /api/items', { status: 200 })],
    fingerprint: ['cart', 'empty'],
    flags: { newCheckout: true, passwordLogin: false },
    trace: { traceId: '4111111111111111'.repeat(2), spanId: '4111111111111111' },
  },
  { images: [{ file: 'https://shop.example/shop.js', debugId: 'a-1' }], heldBack: 3 },
)

describe('a signal', () => {
  it('is the very same where nothing is private, also the second time', () => {
    const stage = createScrub()
    expect(stage(plain)).toBe(plain)
    expect(stage(plain)).toBe(plain)
  })

  it('keeps whom the app said that it is about, and its trace', () => {
    const { scope, id } = scrub({ ...plain, message: 'for jane@example.com' })
    expect(scope).toBe(plain.scope)
    expect(id).toBe(base.id)
  })

  it('is copied along what has changed only, and left as it was', () => {
    const breadcrumbs = [crumbOf('a'), crumbOf('by jane@example.com')]
    const signal = errorOf({ tags: { plan: 'pro' }, breadcrumbs })
    const before = structuredClone(signal)
    const after = scrub(signal)
    expect(signal).toEqual(before)
    expect(after).toEqual({
      ...before,
      scope: { ...before.scope, breadcrumbs: [breadcrumbs[0], crumbOf('by [email]')] },
    })
    expect(after.scope.tags).toBe(signal.scope.tags)
    expect(after.scope.breadcrumbs?.[0]).toBe(breadcrumbs[0])
    expect(after.exceptions).toBe(signal.exceptions)
  })

  it('loses what is private in its texts, and its stacks stay stacks', () => {
    const text = 'Error: jane@example.com\n    at pay (https://a:b@x.example/a.js?key=1:10:5)'
    const { message, exceptions } = scrub(
      errorOf(
        {},
        {
          message: 'for jane@example.com',
          exceptions: [
            exceptionOf({ message: 'with 4111 1111 1111 1111', stack: { text } }),
            exceptionOf({
              stack: { frames: [{ file: '/a.js?v=1', line: 4_111_111, inApp: true }] },
            }),
          ],
        },
      ),
    )
    expect(message).toBe('for [email]')
    expect(exceptions[0]).toMatchObject({
      message: 'with [card]',
      stack: {
        text: 'Error: [email]\n    at pay (https://[scrubbed]@x.example/a.js?key=[scrubbed]:10:5)',
      },
    })
    expect(exceptions[1]?.stack).toEqual({
      frames: [{ file: '/a.js?v=[scrubbed]', line: 4_111_111, inApp: true }],
    })
  })

  it('loses what is private by its name, at any depth, and keeps its structure', () => {
    expect(
      scrubbedContext({
        request: {
          url: 'https://shop.example/pay?card=17',
          headers: { Accept: '*/*', Cookie: 'sid=1', 'x-api-key': 'k', authorization: ['Basic x'] },
        },
        credentials: { user: 'jane', code: 17, admin: true, list: [{ deep: 'x' }, null] },
        pairs: [
          ['Set-Cookie', 'sid=1'],
          ['Accept', '*/*'],
        ],
      }),
    ).toEqual({
      request: {
        url: 'https://shop.example/pay?card=[scrubbed]',
        headers: {
          Accept: '*/*',
          Cookie: '[scrubbed]',
          'x-api-key': '[scrubbed]',
          authorization: ['[scrubbed]'],
        },
      },
      credentials: {
        user: '[scrubbed]',
        code: '[scrubbed]',
        admin: true,
        list: [{ deep: '[scrubbed]' }, null],
      },
      pairs: [
        ['Set-Cookie', '[scrubbed]'],
        ['Accept', '*/*'],
      ],
    })
  })

  it('keeps counts below names that count', () => {
    const usage = { tokensUsed: 512, token_count: 17, tokens: 'abc', pin: 1234, cvv: 123 }
    expect(scrubbedContext(usage)).toEqual({
      tokensUsed: 512,
      token_count: 17,
      tokens: '[scrubbed]',
      pin: '[scrubbed]',
      cvv: '[scrubbed]',
    })
  })

  it('loses the number of a card that is a number, and no other', () => {
    const others = [4_111_111_111_111_112, 1_767_225_600_000, 20_260_101_000_009, -1, 0.1]
    const numbers = [4_111_111_111_111_111, ...others]
    expect(scrubbedContext(numbers)).toEqual(['[card]', ...others])
    const metric: MetricSignal = {
      ...eventOf({}),
      kind: 'metric',
      type: 'counter',
      value: 4.111e15,
    }
    expect(scrub(metric)).toBe(metric)
  })

  it('loses what is private in a name', () => {
    const context = scrubbedContext({ 'jane@example.com': 1, plan: 'pro' })
    expect(context).toEqual({ '[email]': 1, plan: 'pro' })
  })

  it('keeps a member that is named like a prototype as a member', () => {
    const context: Json = JSON.parse('{"__proto__":{"password":"a"},"constructor":{"x":1}}')
    expect(JSON.stringify(scrubbedContext(context))).toBe(
      '{"__proto__":{"password":"[scrubbed]"},"constructor":{"x":1}}',
    )
  })

  it('loses what is private in its attributes, also where they have changed since', () => {
    const stage = createScrub()
    const attributes: Record<string, string> = { step: 'pay' }
    const event = eventOf(attributes)
    expect(stage(event)).toBe(event)
    attributes['token'] = 'abc'
    expect(stage(event)).toMatchObject({ attributes: { step: 'pay', token: '[scrubbed]' } })
  })

  it('is scrubbed anew where another one had the same calls, or the same scope', () => {
    const stage = createScrub()
    const { scope } = errorOf({ tags: { token: 'abc' } })
    const messages = ['a', 'jane@example.com', 'a', 'b'].map(
      (message) => stage(errorOf({}, { scope, message })) as ErrorSignal,
    )
    expect(messages.map(({ message }) => message)).toEqual(['a', '[email]', 'a', 'b'])
    expect(messages.map((after) => after.scope.tags)).toEqual(
      Array.from({ length: 4 }, () => ({ token: '[scrubbed]' })),
    )
  })
})

describe('rules of the app', () => {
  it('name more that is private, and what is not', () => {
    const options = { keys: ['plate', /^internal/], allow: ['csrfToken', 'page'] }
    const context = { plate: 'B-X 1', internalNote: 'n', csrf_token: 'c', url: '/?page=2&q=x' }
    expect(scrubbedContext(context, options)).toEqual({
      plate: '[scrubbed]',
      internalNote: '[scrubbed]',
      csrf_token: 'c',
      url: '/?page=2&q=[scrubbed]',
    })
  })

  it('say nothing of what stands in a signal under our names', () => {
    const keys = ['message', 'text', 'type', 'data', 'tags', 'scope', 'name']
    expect(scrub(plain, { keys })).toBe(plain)
    expect(scrubbedContext({ message: 'a' }, { keys })).toEqual({ message: '[scrubbed]' })
  })

  it('find more in any text', () => {
    const options = { patterns: [/\bplate-\d+/gi] }
    expect(scrub(errorOf({}, { message: 'Plate-17, plate-18' }), options).message).toBe(
      '[scrubbed], [scrubbed]',
    )
    expect(scrub(plain, options)).toBe(plain)
  })

  it('are taken by what they say, and nothing is thrown', () => {
    const broken = Object.assign(/cart/, {
      exec: () => {
        throw new Error('broken')
      },
    })
    expect(scrub(plain, { patterns: [broken] }).message).toBe('no [scrubbed]')
    expect(scrubbedContext({ a: 'x', cart: [1, true] }, { keys: [broken] })).toEqual({
      a: 'x',
      cart: ['[scrubbed]', true],
    })
  })
})

describe('a hostile value', () => {
  it('that has no end is hidden from some depth on', () => {
    const cycle: Record<string, unknown> = { plan: 'pro' }
    cycle['self'] = cycle
    const after = JSON.stringify(scrubbedContext(cycle as Json))
    expect(after).toContain('"pro"')
    expect(after).toContain('"self":"[scrubbed]"')
  })

  it('that throws is hidden', () => {
    const throwing = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(scrubbedContext({ throwing, proxy, plan: 'pro' })).toEqual({
      throwing: '[scrubbed]',
      proxy: '[scrubbed]',
      plan: 'pro',
    })
  })
})
