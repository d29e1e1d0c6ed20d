import { expectTypeOf, it } from 'vitest'
import { env } from './env.ts'
import type { StandardSchemaLike } from './standardSchema.ts'
import { validateEnv } from './validateEnv.ts'

declare const schema: StandardSchemaLike<{ readonly host: string }>

it('knows what each variable is, whether it may be missing, and what stands in', () => {
  const variables = validateEnv({
    PORT: env.number({ default: 3_000 }),
    WORKERS: env.number({ optional: true, whole: true }),
    DATABASE_URL: env.url(),
    LOG_LEVEL: env.oneOf(['debug', 'info']),
    COLOUR: env.oneOf(['red', 'blue'], { default: 'red' }),
    SHADE: env.oneOf(['dark', 'light'], { optional: true }),
    FEATURE: env.boolean(),
    SECRET: env.text({ minLength: 32 }),
    OPTIONAL: env.text({ optional: true }),
    NAMES: env.check('names', (text) => text.split(',')),
    AGES: env.check('ages', (text) => text.split(',').map(Number), { optional: true }),
    HOST: schema,
  })
  expectTypeOf(variables).toEqualTypeOf<{
    readonly PORT: number
    readonly WORKERS: number | undefined
    readonly DATABASE_URL: string
    readonly LOG_LEVEL: 'debug' | 'info'
    readonly COLOUR: 'red' | 'blue'
    readonly SHADE: 'dark' | 'light' | undefined
    readonly FEATURE: boolean
    readonly SECRET: string
    readonly OPTIONAL: string | undefined
    readonly NAMES: string[]
    readonly AGES: number[] | undefined
    readonly HOST: { readonly host: string }
  }>()
})

it('gives what cannot be changed', () => {
  const variables = validateEnv({ PORT: env.number() })
  // @ts-expect-error it is read-only
  variables.PORT = 1
  // @ts-expect-error no such variable
  variables.HOST
})

it('refuses defaults of another type', () => {
  // @ts-expect-error a text for a number
  env.number({ default: '3000' })
  // @ts-expect-error not one of them
  env.oneOf(['debug', 'info'], { default: 'warn' })
  // @ts-expect-error neither a variable nor a schema
  validateEnv({ PORT: 3_000 })
})
