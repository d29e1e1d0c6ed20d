import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { http } from '../sinks/http/http.ts'
import { memorySink } from '../sinks/memory.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { HoldfastConfigError } from './holdfastConfigError.ts'
import { readOptions } from './readOptions.ts'

const checkOptions = (options: unknown) => readOptions(options).problems

const wrongOptions = (options: unknown): readonly string[] =>
  checkOptions(options).map(({ option }) => option)

describe('readOptions', () => {
  it('accepts the least, and the most', () => {
    expect(checkOptions({ service: 'shop', sinks: [] })).toEqual([])
    expect(
      checkOptions({
        service: 'shop',
        sinks: [
          sentry({ dsn: 'https://key@errors.example.com/42' }),
          http({ url: 'https://signals.example.com/in', headers: { authorization: 'Bearer x' } }),
          memorySink(),
        ],
        release: '1',
        environment: 'test',
        tags: { plan: 'pro' },
        batch: { maxCount: 1, maxAge: '1s' },
        outbox: { maxCount: 1, maxBytes: 1 },
        retry: { baseDelay: 10, maxDelay: '1m' },
        shutdownTimeout: '2s',
        ignoreErrors: ['ResizeObserver', /^Abort/],
        denyUrls: ['widget.js'],
        allowUrls: [/shop/],
        minSeverity: 'warn',
        dropNoise: false,
        dropRepeats: true,
        rateCap: { perMinute: 10, perFailure: 2 },
        sampleRates: { event: 0.5 },
        scrub: { keys: ['plate', /^x-/], patterns: [/\bP-\d+\b/g], allow: ['token'] },
        beforeCapture: (signal: unknown) => signal,
        maxSignalBytes: 64_000,
        debug: true,
        globalErrors: false,
      }),
    ).toEqual([])
  })

  it('names every option that is wrong, all at once', () => {
    expect(
      wrongOptions({
        service: '',
        sinks: [sentry({ dsn: 'nonsense' }), { name: 'half' }, null],
        release: 7,
        batch: { maxCount: -1, maxAge: '2 days' },
        retry: { baseDelay: 0 },
        outbox: 'big',
        ignoreErrors: [7],
        minSeverity: 'bad',
        rateCap: true,
        sampleRates: { error: 2 },
        scrub: { keys: ['plate'], patterns: ['text'], alow: [] },
        debug: 'yes',
        enviroment: 'production',
      }),
    ).toEqual([
      'service',
      'release',
      'sinks[0].dsn',
      'sinks[1]',
      'sinks[2]',
      'ignoreErrors',
      'minSeverity',
      'sampleRates',
      'rateCap',
      'scrub.patterns',
      'outbox',
      'batch.maxCount',
      'batch.maxAge',
      'retry.baseDelay',
      'debug',
      'enviroment',
      'scrub.alow',
    ])
  })

  it('names the wrong name of a sink, whatever else is wrong with it', () => {
    const url = 'https://signals.example.com'
    expect(
      wrongOptions({
        service: 'shop',
        sinks: [http({ url: 'nonsense', name: '' }), http({ url, name: 7 as never })],
      }),
    ).toEqual(['sinks[0].url', 'sinks[0].name', 'sinks[1].name'])
  })

  it('names a misspelt option below the first level, and one that only looks known', () => {
    expect(
      wrongOptions({ service: 'shop', sinks: [], batch: { maxcount: 5 }, 'batch.maxCount': 5 }),
    ).toEqual(['batch.maxCount', 'batch.maxcount'])
  })

  it.each([undefined, null, 7, 'options', []])('refuses %s as options', (options) => {
    expect(wrongOptions(options).length).toBeGreaterThan(0)
  })

  it('never tells a value, which may be a secret', () => {
    const secret = 'https://s3cr3t@'
    const problems = checkOptions({
      service: 7,
      sinks: [sentry({ dsn: secret }), http({ url: secret, headers: { a: 's3cr3t' } })],
      release: { secret },
    })
    expect(new HoldfastConfigError(problems).message).not.toContain('s3cr3t')
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (options, sinks, batch) => {
        checkOptions(options)
        checkOptions({ service: 'x', sinks, batch })
        checkOptions({ service: 'x', sinks: [sinks, batch] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('the factories of sinks', () => {
  it.each([
    { 'bad name': 'x' },
    { a: 'line\nbreak' },
    { a: '€' },
    { a: 7 },
    'a',
    new Headers({ a: 'b' }),
    { host: 'x' },
  ])('refuse the headers %j', (headers) => {
    const sink = http({ url: 'https://signals.example.com', headers: headers as never })
    expect(sink).toHaveProperty('problems')
  })

  it('never throw, whatever they are given', () => {
    fc.assert(
      fc.property(fc.anything(), (options) => {
        sentry(options as never)
        http(options as never)
      }),
    )
    expect(sentry(undefined as never)).toHaveProperty('problems')
    expect(http(null as never)).toHaveProperty('problems')
  })
})

it.each<[string, object]>([
  ['sampleRates', { sampleRates: { errors: 0.5 } }],
  ['maxSignalBytes', { maxSignalBytes: 63_999 }],
  ['beforeCapture', { beforeCapture: async () => undefined }],
])('refuses what would never do what was meant: %s', (option, options) => {
  const { problems } = readOptions({ service: 'shop', sinks: [], ...options })
  expect(problems.map((problem) => problem.option)).toEqual([option])
})
