import type { EnvVariable } from './envVariable.ts'
import { type EnvProblem, HoldfastEnvError } from './holdfastEnvError.ts'
import { askSchema, isSchema, type StandardSchemaLike } from './standardSchema.ts'

/** What each variable has to be, by name. */
export type EnvSchema = Readonly<Record<string, EnvVariable<unknown> | StandardSchemaLike>>

/** What {@link validateEnv} gives for a schema. */
export type Env<Schema extends EnvSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends StandardSchemaLike<infer Output>
    ? Output
    : Schema[Name] extends EnvVariable<infer Value>
      ? Value
      : never
}

type Environment = Readonly<Record<string, string | undefined>>
type Reading = { readonly value: unknown } | undefined

/**
 * Reads the variables of an app from the environment, all at once: an app that lacks one had better not
 * start. An empty text counts as missing. Schemas of zod, valibot and others can be given, too, if they
 * answer at once; they see `undefined` where a variable is missing, and none of what they say is repeated.
 *
 * @param environment - where variables are looked up. Default: `process.env`.
 * @throws {HoldfastEnvError} naming every variable that is missing or wrong, and never a value.
 * @example
 * const { PORT, DATABASE_URL } = validateEnv({
 *   PORT: env.number({ default: 3_000 }),
 *   DATABASE_URL: env.url({ schemes: ['postgres'] }),
 * })
 */
export const validateEnv = <const Schema extends EnvSchema>(
  schema: Schema,
  environment: Environment = process.env,
): Env<Schema> => {
  const problems: EnvProblem[] = []
  const entries = Object.entries(schema).map(([name, wanted]) => {
    const given = environment[name]
    const text = typeof given === 'string' && given !== '' ? given : undefined
    const reading = read(wanted, text)
    if (!reading) {
      const expected = expectedOf(wanted)
      problems.push({ variable: name, missing: text === undefined, expected })
    }
    return [name, reading?.value] as const
  })
  if (problems.length > 0) throw new HoldfastEnvError(problems)
  return Object.freeze(Object.fromEntries(entries)) as Env<Schema>
}

const read = (
  wanted: EnvVariable<unknown> | StandardSchemaLike,
  text: string | undefined,
): Reading => {
  try {
    if (isSchema(wanted)) return askSchema(wanted, text)
    if (text === undefined) return wanted.optional ? { value: wanted.default } : undefined
    const value = wanted.parse(text)
    return value === undefined ? undefined : { value }
  } catch {
    // What a check throws may repeat the value; that it is wrong is told.
    return undefined
  }
}

const expectedOf = (wanted: EnvVariable<unknown> | StandardSchemaLike): string =>
  isSchema(wanted) ? `what its schema (${wanted['~standard'].vendor}) takes` : wanted.expected
