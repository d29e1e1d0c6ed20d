import type { Json } from '../model/attributes.ts'
import type { Breadcrumb } from '../model/breadcrumb.ts'
import { severities } from '../model/severity.ts'
import type { WallTime } from '../model/units.ts'
import { isObject, property } from '../primitives/attempt.ts'
import { clipAny, toJson } from '../primitives/toJson.ts'

/** As many bytes as Sentry keeps of them; a hundred breadcrumbs are held all the time. */
const mostData = 2_048

/** A breadcrumb out of any value at all. */
export const toBreadcrumb = (facts: unknown, time: WallTime): Breadcrumb => {
  const text = (name: string, byDefault: string, longest: number): string =>
    clipAny(property(facts, name) ?? byDefault, longest)
  const severity = property(facts, 'severity')
  const data = property(facts, 'data')
  return {
    time,
    category: text('category', 'app', 200),
    severity: severities.find((known) => known === severity) ?? 'info',
    message: text('message', '', 1_024),
    ...(isObject(data) && { data: toData(data) }),
  }
}

const toData = (data: object): Readonly<Record<string, Json>> => {
  const json = toJson(data, mostData)
  return isObject(json) && !Array.isArray(json)
    ? (json as Readonly<Record<string, Json>>)
    : { data: json }
}
