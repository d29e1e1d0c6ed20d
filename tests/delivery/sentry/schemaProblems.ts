/** As much of JSON Schema (draft 7) as Sentry's event schema uses. */
export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly format?: string
  readonly definitions?: Readonly<Record<string, Schema>>
}

type Check = (value: unknown, schema: Schema, path: string) => readonly string[]

/** Where a value breaks the schema; nothing where it keeps to it. */
export const schemaProblems = (value: unknown, root: Schema): readonly string[] => {
  const check: Check = (part, schema, path) => {
    if (schema.$ref !== undefined) return check(part, resolve(root, schema.$ref), path)
    return [
      ...checkAlone(part, schema, path),
      ...checkChoices(part, schema, path),
      ...checkMembers(part, schema, path),
      ...checkItems(part, schema, path),
    ]
  }

  /** Of several choices, the one that comes nearest says what is wrong. */
  const checkChoices: Check = (part, { anyOf = [] }, path) => {
    const results = anyOf.map((choice) => check(part, choice, path))
    const byCount = [...results].sort((one, other) => one.length - other.length)
    return byCount[0] ?? []
  }

  const checkMembers: Check = (part, schema, path) => {
    if (typeOf(part) !== 'object') return []
    const { properties = {}, required = [], additionalProperties = true } = schema
    const members = Object.entries(part as object)
    const names = members.map(([name]) => name)
    const missing = required.filter((name) => !names.includes(name))
    return [
      ...missing.map((name) => `${path}.${name} is missing`),
      ...members.flatMap(([name, member]) => {
        const known = properties[name] ?? additionalProperties
        if (known === true) return []
        if (known === false) return [`${path}.${name} is not known`]
        return check(member, known, `${path}.${name}`)
      }),
    ]
  }

  const checkItems: Check = (part, { items }, path) => {
    if (!Array.isArray(part) || items === undefined) return []
    const schemaAt = (index: number): Schema =>
      Array.isArray(items) ? (items[index] ?? {}) : (items as Schema)
    return part.flatMap((item, index) => check(item, schemaAt(index), `${path}[${index}]`))
  }

  return check(value, root, 'event')
}

const checkAlone: Check = (value, schema, path) => [
  ...problem(!hasType(value, schema.type), `${path} is ${typeOf(value)}, not ${schema.type}`),
  ...problem(schema.enum?.includes(value) === false, `${path} is none of ${schema.enum}`),
  ...problem(isBelow(value, schema.minimum), `${path} is below ${schema.minimum}`),
  ...problem(schema.format === 'uuid' && !isUuid(value), `${path} is no uuid`),
  ...problem(!hasLength(value, schema), `${path} has a wrong number of items`),
]

const problem = (isOne: boolean, text: string): readonly string[] => (isOne ? [text] : [])

const resolve = (root: Schema, reference: string): Schema => {
  const name = reference.replace('#/definitions/', '')
  const schema = root.definitions?.[name]
  if (!schema) throw new Error(`The schema refers to ${reference}, which is not there.`)
  return schema
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Number.isInteger(value)) return 'integer'
  return typeof value
}

const hasType = (value: unknown, type: Schema['type']): boolean => {
  if (type === undefined) return true
  const types = [type].flat()
  const actual = typeOf(value)
  return types.includes(actual) || (actual === 'integer' && types.includes('number'))
}

const isBelow = (value: unknown, minimum: number | undefined): boolean =>
  minimum !== undefined && typeof value === 'number' && value < minimum

/** Dashes are not allowed, by the words of the schema's own description, though by no rule of it. */
const isUuid = (value: unknown): boolean =>
  typeof value !== 'string' || /^[\da-f]{32}$/.test(value.replaceAll('-', ''))

const hasLength = (value: unknown, { minItems = 0, maxItems = Infinity }: Schema): boolean =>
  !Array.isArray(value) || (value.length >= minItems && value.length <= maxItems)
