import { HoldfastConfigError, http, init, type MonitorOptions, sentry } from '@holdfast/node'
import { describe, expect, it } from 'vitest'

/** As an app without types, or with a wrong environment, would hand them over. */
const initWith = (options: unknown) => () => init(options as MonitorOptions)

const errorOf = (start: () => unknown): HoldfastConfigError => {
  try {
    start()
  } catch (error) {
    if (error instanceof HoldfastConfigError) return error
    throw error
  }
  throw new Error('init took options that are wrong.')
}

const secret = 's3cr3t'

const everyWrong = {
  service: '',
  release: 7,
  environment: [secret],
  tags: secret,
  sinks: [
    sentry({ dsn: `https://${secret}.example.com` }),
    http({ url: `ftp://${secret}`, name: '', headers: { authorization: 5 as never } }),
    secret,
  ],
  batch: { maxCount: 0, maxAge: `${secret} seconds` },
  outbox: { maxCount: 1.5, maxBytes: -1 },
  retry: { baseDelay: null, maxDelay: Number.NaN },
  shutdownTimeout: '2 s',
  debug: secret,
  globalErrors: secret,
  enviroment: secret,
}

const wrongNames = [
  'service',
  'release',
  'environment',
  'tags',
  'sinks[0].dsn',
  'sinks[1].url',
  'sinks[1].name',
  'sinks[1].headers',
  'sinks[2]',
  'batch.maxCount',
  'batch.maxAge',
  'outbox.maxCount',
  'outbox.maxBytes',
  'retry.baseDelay',
  'retry.maxDelay',
  'shutdownTimeout',
  'debug',
  'globalErrors',
  'enviroment',
]

describe('wrong options', () => {
  it('are all named in one error, with what was expected', () => {
    const error = errorOf(initWith(everyWrong))
    expect(error.name).toBe('HoldfastConfigError')
    expect(error.problems.map(({ option }) => option).sort()).toEqual([...wrongNames].sort())
    for (const { option, expected } of error.problems) {
      expect(error.message).toContain(`${option}: expected ${expected}`)
    }
  })

  it('never show a value', () => {
    const error = errorOf(initWith(everyWrong))
    expect(`${error.stack} ${JSON.stringify(error.problems)}`).not.toContain(secret)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'options'],
    ['an empty object', {}],
    ['a revoked proxy', revoked()],
  ])('are a HoldfastConfigError too when they are %s', (_, options) => {
    expect(initWith(options)).toThrow(HoldfastConfigError)
  })

  it('are found below the first level too', () => {
    const options = { service: 'shop', sinks: [], batch: { maxcount: 5 } }
    const { problems } = errorOf(initWith(options))
    expect(problems.map(({ option }) => option)).toEqual(['batch.maxcount'])
  })

  it('leave no listener behind', () => {
    const before = process.listenerCount('exit')
    errorOf(initWith(everyWrong))
    expect(process.listenerCount('exit')).toBe(before)
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
