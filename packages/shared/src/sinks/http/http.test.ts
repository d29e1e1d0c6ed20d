import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Loss } from '../../model/lossReason.ts'
import type { Signal, SignalId } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import type { WireSink } from '../../ports/sink.ts'
import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { http, pageHttp } from './http.ts'
import type { HttpEncode, HttpOptions } from './httpOptions.ts'
import { isHeaders } from './isHeaders.ts'

const url = 'https://sink.test/in?key=planted-secret'
const now = wallTime(1_767_225_600_000)
const losses: readonly Loss[] = [{ kind: 'error', reason: 'outboxFull', count: 2 }]
const signals: readonly Signal[] = [1, 2, 3].map(createSampleSignal)
const event: Signal = {
  kind: 'event',
  id: 'e'.repeat(32) as SignalId,
  time: now,
  resource: createSampleSignal(1).resource,
  scope: { tags: {}, contexts: {} },
  name: 'cart.opened',
  attributes: {},
}

const open = (options: Partial<HttpOptions> = {}): WireSink => {
  const sink = http({ url, ...options })
  if ('problems' in sink) throw new Error(JSON.stringify(sink.problems))
  return sink
}

const encodeBy = (encode: HttpEncode, options: Partial<HttpOptions> = {}) =>
  open({ encode, ...options }).encode(signals, now, losses)

/** What headers are made of, and what must not be in one. */
const sign = constantFrom(...'aZ9-_!~:;,"()/é\t €\r\n\0\x7f\u2028')

const problemsOf = (options: unknown) => {
  const sink = http(options as HttpOptions)
  return 'problems' in sink ? sink.problems : []
}

describe('options', () => {
  it.each<[string, unknown]>([
    ['url', undefined],
    ['url', 'ftp://sink.test'],
    ['url', 'https://planted:secret@sink.test/in'],
    ['headers', 'authorization: planted'],
    ['headers', { authorization: 'planted\nsecret' }],
    ['headers', { 'planted secret': 'x' }],
    ['headers', { host: 'planted' }],
    ['headers', [['authorization', 'planted']]],
    ['headers', { authorization: 7 }],
    ['kinds', 'event'],
    ['kinds', []],
    ['kinds', ['planted']],
    ['accepts', 'all'],
    ['format', 'xml'],
    ['encode', {}],
    ['compress', 'gzip'],
    ['batch', 5],
    ['batch.maxCount', 0],
    ['batch.maxBytes', 1.5],
    ['batch.maxAge', 'soon'],
    ['batch.maxcount', 5],
    ['header', { authorization: 'planted' }],
    ['constructor', 'planted'],
  ])('%s of %j is wrong, by its name and without its value', (option, value) => {
    const [group = '', member] = option.split('.')
    const problems = problemsOf({ url, [group]: member ? { [member]: value } : value })
    expect(problems).toEqual([{ option, expected: expect.any(String) }])
    expect(JSON.stringify(problems)).not.toMatch(/planted|secret/)
  })

  it('take a path only in a page, and none that names another host', () => {
    const wrong = (made: object) => 'problems' in made
    expect(wrong(pageHttp({ url: '/signals' }))).toBe(false)
    expect(wrong(http({ url: '/signals' }))).toBe(true)
    for (const url of ['//evil.test', '/\\evil.test', 'signals', '']) {
      expect(wrong(pageHttp({ url }))).toBe(true)
    }
  })

  it.each([undefined, null, 'https://sink.test', 7])('of %s are no options', (options) =>
    expect(problemsOf(options)).toEqual([{ option: 'url', expected: 'an http: or https: URL' }]),
  )

  it('that are undefined are as if they were absent', () => {
    const names = ['headers', 'kinds', 'accepts', 'format', 'encode', 'compress', 'batch']
    expect(
      problemsOf({ url, ...Object.fromEntries(names.map((name) => [name, undefined])) }),
    ).toEqual([])
    expect(open({ batch: { maxCount: 5, maxBytes: undefined } as never }).batch).toEqual({
      maxCount: 5,
    })
  })

  it('of a batch are in the units of a lane', () => {
    expect(open({ batch: { maxCount: 1_000, maxBytes: 4_000_000, maxAge: '2s' } }).batch).toEqual({
      maxCount: 1_000,
      maxBytes: 4_000_000,
      maxAge: 2_000,
    })
    expect(open().batch).toBeUndefined()
  })

  it('of headers allow what HTTP does, and nothing that breaks a line', () => {
    assert(
      property(string({ unit: sign }), string({ unit: sign }), (name, value) => {
        if (!isHeaders({ [name]: value })) return
        // The host's own rules have the last word.
        new Headers([[name, value]])
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('which signals are taken', () => {
  it('is said by their kinds, and of these by a function', () => {
    const [error] = signals as [Signal]
    const taken = (options: Partial<HttpOptions>) =>
      [error, event].map((signal) => open(options).accepts(signal))
    expect(taken({})).toEqual([true, true])
    expect(taken({ kinds: ['event'] })).toEqual([false, true])
    expect(taken({ accepts: (signal) => signal.kind === 'error' })).toEqual([true, false])
    expect(taken({ kinds: ['event'], accepts: () => undefined as never })).toEqual([false, false])
  })
})

describe('formats', () => {
  it('are told by their content type, which headers may replace', () => {
    const typeOf = (options: Partial<HttpOptions>) =>
      open(options).encode(signals, now, [])[0]?.headers['content-type']
    expect(typeOf({})).toBe('application/json')
    expect(typeOf({ format: 'ndjson' })).toBe('application/x-ndjson')
    expect(typeOf({ headers: { 'Content-Type': 'text/plain' } })).toBe('text/plain')
    expect(typeOf({ encode: () => ({ body: {} }) })).toBe('application/json')
    expect(typeOf({ encode: () => '<xml/>' })).toBeUndefined()
  })
})

describe('an own function', () => {
  const ids = signals.map(({ id }) => id)

  it('gives a text, bytes or a value for all signals', () => {
    const bytes = Uint8Array.of(1, 2)
    for (const [given, body] of [
      ['text', 'text'],
      [bytes, bytes],
      [{ body: { a: 1 } }, '{"a":1}'],
      [{ body: [1] }, '[1]'],
      [[{ body: 'listed' }], 'listed'],
    ] as const) {
      expect(encodeBy(() => given)).toEqual([expect.objectContaining({ url, body, ids })])
    }
  })

  it('is told when it is, and what was lost', () => {
    const told: unknown[] = []
    encodeBy((given, info) => {
      told.push(given, info)
      return ''
    })
    expect(told).toEqual([signals, { sentAt: now, losses }])
  })

  it('gives several requests, each to its place with its headers and signals', () => {
    const requests = encodeBy(
      (given) =>
        given.map((signal) => ({
          url: `https://sink.test/${signal.id}`,
          headers: { 'X-One': '1', 'X-Two': '2' },
          body: signal.id,
          signals: [signal],
        })),
      { headers: { 'x-two': 'all' } },
    )
    expect(requests).toEqual(
      ids.map((id) => ({
        url: `https://sink.test/${id}`,
        headers: { 'x-one': '1', 'x-two': 'all' },
        body: id,
        ids: [id],
      })),
    )
  })

  it.each<[string, unknown]>([
    ['no body', {}],
    ['a body that is no JSON', { body: () => 'planted' }],
    ['a number', 7],
    ['a URL that is none', { body: '', url: 'planted' }],
    ['a URL with credentials', { body: '', url: 'https://planted:secret@sink.test' }],
    ['headers that are none', { body: '', headers: { a: 'planted\n' } }],
    ['a promise', Promise.resolve('planted')],
  ])('throws where it gives %s, without a value', (_, given) => {
    const thrown = (() => {
      try {
        return encodeBy(() => given as never)
      } catch (error) {
        return error
      }
    })()
    expect(thrown).toBeInstanceOf(TypeError)
    expect(String(thrown)).not.toMatch(/planted|secret/)
  })

  it('leaves out what it gives nothing for', () => {
    expect(encodeBy(() => undefined as never)).toEqual([])
    expect(encodeBy(() => [])).toEqual([])
  })

  it('is not asked where there are only losses', () => {
    const sink = open({ encode: () => 'asked' })
    expect(sink.encode([], now, losses)).toEqual([])
  })
})
