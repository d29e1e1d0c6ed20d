import type { Attributes } from '../model/attributes.ts'

/** The same for the same attributes, in whichever order they were told. */
export const keyOf = (attributes: Attributes): string =>
  JSON.stringify(Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1)))
