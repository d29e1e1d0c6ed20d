import type { Attributes } from '../../model/attributes.ts'
import { clip } from '../../primitives/toJson.ts'
import { toLabelName } from './names.ts'

/** In the order of their names. */
export type Labels = readonly (readonly [name: string, value: string])[]

/** As a monitor keeps them. */
const longestValue = 1_024

/**
 * The attributes as labels. Where two have the same name then, their values stand in one label, as
 * OpenTelemetry has it. One without a value is none: for Prometheus both are the same series.
 *
 * @param reserved - a name that samples of the type have themselves.
 */
export const toLabels = (attributes: Attributes, reserved?: string): Labels => {
  const labels = new Map<string, string>()
  for (const [attribute, value] of Object.entries(attributes).sort(byName)) {
    const told = toLabelName(attribute)
    const name = told === reserved ? `exported_${told}` : told
    const text = toValue(value)
    const known = labels.get(name)
    if (text !== '') labels.set(name, known === undefined ? text : `${known};${text}`)
  }
  return [...labels].sort(byName)
}

/** Well-formed, so that two that differ still do so in UTF-8. Zero ends a text for some that read it. */
const toValue = (value: unknown): string =>
  clip(String(value), longestValue).replaceAll('\0', '\ufffd')

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : Number(one > other)
