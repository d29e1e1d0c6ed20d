import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { env } from './env.ts'
import type { EnvVariable } from './envVariable.ts'
import { HoldfastEnvError } from './holdfastEnvError.ts'
import type { StandardSchemaLike } from './standardSchema.ts'
import { type EnvSchema, validateEnv } from './validateEnv.ts'

const failureOf = (fn: () => unknown): HoldfastEnvError => {
  try {
    fn()
  } catch (error) {
    if (error instanceof HoldfastEnvError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const read = (variable: EnvVariable<unknown>, text: string): unknown =>
  validateEnv({ NAME: variable }, { NAME: text }).NAME

const refuses = (variable: EnvVariable<unknown>, text: string): string =>
  failureOf(() => read(variable, text)).problems[0]?.expected ?? ''

const schemaOf = (validate: (value: unknown) => unknown): StandardSchemaLike<string> => ({
  '~standard': { vendor: 'ours', validate },
})

describe('what a variable may be', () => {
  it.each([
    ['a text', env.text(), ' any text\n', ' any text\n'],
    ['a text of a length', env.text({ minLength: 3 }), 'abc', 'abc'],
    ['a number', env.number(), '-1.5e3', -1_500],
    ['the least number', env.number({ min: 1 }), '1', 1],
    ['the greatest number', env.number({ max: 5 }), '5', 5],
    ['a whole number', env.number({ whole: true }), '65535', 65_535],
    ['true', env.boolean(), 'True', true],
    ['1', env.boolean(), '1', true],
    ['false', env.boolean(), 'FALSE', false],
    ['0', env.boolean(), '0', false],
    ['a URL', env.url(), 'https://a.example/x?y#z', 'https://a.example/x?y#z'],
    ['a URL of a scheme', env.url({ schemes: ['postgres'] }), 'POSTGRES://db/x', 'POSTGRES://db/x'],
    ['one of some', env.oneOf(['debug', 'info']), 'info', 'info'],
    [
      'what a function makes of it',
      env.check('names', (text) => text.split(',')),
      'a,b',
      ['a', 'b'],
    ],
    ['a check that gives null', env.check('null', () => null), 'x', null],
  ])('takes %s', (...[, variable, text, value]) => {
    expect(read(variable, text)).toEqual(value)
  })

  it.each([
    [
      'a text that is too short',
      env.text({ minLength: 3 }),
      'ab',
      'a text of 3 characters or more',
    ],
    ['no number', env.number(), '12px', 'a number'],
    ['hexadecimal digits', env.number(), '0x10', 'a number'],
    ['Infinity', env.number(), 'Infinity', 'a number'],
    ['more than a number can hold', env.number(), '1e999', 'a number'],
    ['spaces for a number', env.number(), ' ', 'a number'],
    ['less than the least', env.number({ min: 1 }), '0', 'a number from 1 on'],
    ['more than the greatest', env.number({ max: 5 }), '6', 'a number up to 5'],
    [
      'part of a number',
      env.number({ min: 1, max: 9, whole: true }),
      '1.5',
      'a whole number from 1 up to 9',
    ],
    ['no switch', env.boolean(), 'yes', 'true or false'],
    ['no URL', env.url(), 'example', 'a URL'],
    ['a host and a port, which parse as a URL', env.url(), 'localhost:3000', 'a URL'],
    ['a URL without a host', env.url(), 'https://', 'a URL'],
    [
      'a URL of another scheme',
      env.url({ schemes: ['postgres', 'postgresql'] }),
      'mysql://db/x',
      'a URL that begins with postgres:// or postgresql://',
    ],
    ['another text', env.oneOf(['a', 'b', 'c']), 'd', 'a, b or c'],
    ['what a function does not take', env.check('names', () => undefined), 'x', 'names'],
  ])('refuses %s', (...[, variable, text, expected]) => {
    expect(refuses(variable, text)).toBe(expected)
  })
})

describe('the environment of an app', () => {
  it('names all that is missing or wrong in one error', () => {
    const schema = {
      PORT: env.number(),
      DATABASE_URL: env.url(),
      LOG_LEVEL: env.oneOf(['debug', 'info']),
      SECRET: env.text({ minLength: 32 }),
    }
    const error = failureOf(() =>
      validateEnv(schema, { PORT: '80', DATABASE_URL: '', SECRET: 's3cr3t' }),
    )
    expect(error.message.split('\n')).toEqual([
      'These variables of the environment are missing or wrong:',
      '  - DATABASE_URL: missing, expected a URL',
      '  - LOG_LEVEL: missing, expected debug or info',
      '  - SECRET: expected a text of 32 characters or more',
    ])
    expect(error.problems.map(({ missing }) => missing)).toEqual([true, true, false])
    expect(error.name).toBe('HoldfastEnvError')
  })

  it('knows defaults and what may be missing, and counts an empty text as missing', () => {
    const variables = validateEnv(
      {
        PORT: env.number({ default: 3_000 }),
        FEATURE: env.boolean({ default: false }),
        OPTIONAL: env.text({ optional: true }),
      },
      { PORT: '', OPTIONAL: '' },
    )
    expect(variables).toStrictEqual({ PORT: 3_000, FEATURE: false, OPTIONAL: undefined })
    expect(Object.isFrozen(variables)).toBe(true)
  })

  it('tells of what is there and wrong, default or not', () => {
    const schema = { PORT: env.number({ default: 3_000 }), SHADE: env.boolean({ optional: true }) }
    const { problems } = failureOf(() => validateEnv(schema, { PORT: 'http', SHADE: 'dark' }))
    expect(problems.map(({ variable }) => variable)).toEqual(['PORT', 'SHADE'])
  })

  it('reads that of the process where it is given none', () => {
    vi.stubEnv('HOLDFAST_TEST_PORT', '81')
    expect(validateEnv({ HOLDFAST_TEST_PORT: env.number() })).toEqual({ HOLDFAST_TEST_PORT: 81 })
  })

  it('takes nothing for a variable that every object has', () => {
    const schema: EnvSchema = { constructor: env.text(), ['__proto__']: env.text() }
    const { problems } = failureOf(() => validateEnv(schema, {}))
    expect(problems.map(({ variable }) => variable)).toEqual(['constructor', '__proto__'])
    expect(Object.keys(validateEnv(schema, { constructor: 'a', ['__proto__']: 'b' }))).toEqual([
      'constructor',
      '__proto__',
    ])
  })
})

describe('schemas of others', () => {
  it('are taken for what they give, and see what is missing', () => {
    const schema = { NAME: schemaOf((value) => ({ value: `<${value}>` })) }
    expect(validateEnv(schema, { NAME: 'Ada' })).toEqual({ NAME: '<Ada>' })
    expect(validateEnv(schema, { NAME: '' })).toEqual({ NAME: '<undefined>' })
  })

  it.each([
    ['says what is wrong', (value: unknown) => ({ issues: [{ message: `${value} is wrong` }] })],
    ['gives nothing', () => ({})],
    ['gives no answer', () => undefined],
    ['answers later', async (value: unknown) => ({ value })],
    ['answers later, by something that is no promise', () => ({ catch: () => undefined })],
    ['fails later', (value: unknown) => Promise.reject(new Error(String(value)))],
  ])('are refused, and not quoted, where one %s', async (_, validate) => {
    const error = failureOf(() => validateEnv({ NAME: schemaOf(validate) }, { NAME: 's3cr3t' }))
    expect(error.message).toContain('NAME: expected what its schema (ours) takes')
    expect(inAllOf(error)).not.toContain('s3cr3t')
    await new Promise(setImmediate)
  })
})

it('never tells a value, whatever a check does with it', () => {
  const behaviours: readonly ((text: string) => unknown)[] = [
    () => undefined,
    (text) => {
      throw new Error(text, { cause: text })
    },
  ]
  const variable = fc.constantFrom<EnvVariable<unknown> | StandardSchemaLike>(
    env.number(),
    env.boolean(),
    env.url(),
    env.oneOf(['debug', 'info']),
    env.text({ minLength: 1_000 }),
    ...behaviours.map((parse) => env.check('something else', parse)),
    schemaOf((value) => ({ issues: [{ message: String(value), path: [String(value)] }] })),
    schemaOf((value) => {
      throw new TypeError(String(value))
    }),
  )
  // What is in no message by itself.
  const secret = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `Ω${text}Ω`)
  fc.assert(
    fc.property(fc.array(fc.tuple(variable, secret), { minLength: 1, maxLength: 8 }), (wanted) => {
      const named = wanted.map(([one, text], index) => [`NAME_${index}`, one, text] as const)
      const schema = Object.fromEntries(named.map(([name, one]) => [name, one]))
      const texts = Object.fromEntries(named.map(([name, , text]) => [name, text]))
      const error = failureOf(() => validateEnv(schema, texts))
      expect(error.problems).toHaveLength(wanted.length)
      expect(inAllOf(error)).not.toContain('Ω')
    }),
  )
})

/** All that anybody could print of an error. */
const inAllOf = (error: HoldfastEnvError): string =>
  [error.message, error.stack, error.cause, JSON.stringify(error)].join('\n')
