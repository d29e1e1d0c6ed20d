/** What schemas of zod, valibot, arktype and others have in common: https://standardschema.dev */
export interface StandardSchemaLike<Output = unknown> {
  readonly '~standard': {
    readonly vendor: string
    readonly validate: (value: unknown) => unknown
    readonly types?: { readonly output: Output } | undefined
  }
}

/** What came of asking a schema, whose words may repeat a value, and so are not passed on. */
export const askSchema = (
  schema: StandardSchemaLike,
  text: string | undefined,
): { readonly value: unknown } | undefined => {
  const answer = schema['~standard'].validate(text)
  if (answer instanceof Promise) {
    // Nobody else would hear that it failed, and the process would end of it.
    answer.catch(() => undefined)
    return undefined
  }
  const { issues, ...rest } = answer as { readonly issues?: unknown; readonly value?: unknown }
  return issues === undefined && 'value' in rest ? { value: rest.value } : undefined
}

export const isSchema = (value: unknown): value is StandardSchemaLike =>
  typeof (value as Partial<StandardSchemaLike> | null | undefined)?.['~standard']?.validate ===
  'function'
