import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Event } from '@sentry/core'
import type { Schema } from './schemaProblems.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = process.env['HOLDFAST_FIXTURES'] ?? join(root, '../shared/data')
const file = join(folder, 'sentry-event.schema.json')

/** Why the schema cannot be used; `undefined` where it can. */
export const whyNoSchema: string | undefined = existsSync(file)
  ? undefined
  : 'sentry-event.schema.json is not here: name its folder in HOLDFAST_FIXTURES'

/**
 * Sentry's schema of events. As published it refuses what Sentry's own SDKs send and its server
 * takes; of that, what we send too is let through: a `message`, and tags that are no texts.
 */
export const readEventSchema = (): Schema => {
  const published: Schema = JSON.parse(readFileSync(file, 'utf8'))
  const [event, ...others] = published.anyOf ?? []
  if (!event?.properties || others.length > 0) throw new Error('The schema is of another form.')
  const text: Schema = { type: ['string', 'null'] }
  const tag: Schema = { type: ['string', 'number', 'boolean', 'null'] }
  const tags: Schema = { type: 'object', additionalProperties: tag }
  const opened = { ...event, properties: { ...event.properties, message: text, tags } }
  return { ...published, anyOf: [opened] }
}

/**
 * The schema wants breadcrumbs in an object; Sentry's own SDKs send the list itself, and so do we. And it
 * is older than the settings of an SDK: relay-event-schema/src/protocol/clientsdk.rs.
 */
export const asPublished = ({ breadcrumbs, sdk, ...event }: Event): object => {
  const { settings: _, ...published } = sdk ?? {}
  return { ...event, sdk: published, ...(breadcrumbs && { breadcrumbs: { values: breadcrumbs } }) }
}
