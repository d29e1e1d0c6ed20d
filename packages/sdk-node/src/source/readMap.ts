import type { SourceMap, SourceMapPayload } from 'node:module'
import { dirname, resolve, sep } from 'node:path'
import { attempt } from '@holdfast/shared'
import type { Reading } from './reading.ts'

/** A map, and where it lies, by which it names files. */
export interface LoadedMap {
  readonly map: SourceMap
  readonly payload: SourceMapPayload
  readonly folder: string
}

const largestFile = 16 * 1_024 * 1_024
/** Node reads a map in one go: 2,000,000 characters of it keep a thread for 50 to 200 ms. */
const longestMappings = 2_000_000
const longestName = 1_024
const mark = 'sourceMappingURL='
const inline = /^data:application\/json[^,]{0,100},/
const scheme = /^[\w+.-]{2,}:/

/** The map of a generated file: inside it, or in a file beside it. Nothing is asked for over the network. */
export const readMap = function* (path: string): Reading<LoadedMap | undefined> {
  const generated = yield { path, most: largestFile }
  const url = generated && urlIn(generated)
  if (!url) return undefined
  if (inline.test(url)) return load(decode(url), dirname(path))
  const place = besideOf(path, url)
  const content = place && (yield { path: place, most: largestFile })
  return content && place ? load(content.toString('utf8'), dirname(place)) : undefined
}

const urlIn = (generated: Buffer): string | undefined => {
  const at = generated.lastIndexOf(mark)
  if (at < 0) return undefined
  const rest = generated.subarray(at + mark.length)
  const end = rest.findIndex((byte) => byte <= 32)
  return rest.subarray(0, end < 0 ? rest.length : end).toString('utf8')
}

const decode = (url: string): string => {
  const at = url.indexOf(',')
  const data = url.slice(at + 1)
  return url.slice(0, at).endsWith(';base64')
    ? Buffer.from(data, 'base64').toString('utf8')
    : attempt(() => decodeURIComponent(data), '')
}

/** In the folder of the file or below it, and called a map. */
const besideOf = (path: string, url: string): string | undefined => {
  const name = attempt(() => decodeURIComponent(url.replace(/[?#].*/, '')), '')
  if (scheme.test(name) || name.length > longestName || !name.endsWith('.map')) return undefined
  const folder = dirname(path)
  const place = resolve(folder, name)
  return place.startsWith(folder + sep) && !place.includes('\0') ? place : undefined
}

const load = (text: string, folder: string): LoadedMap | undefined =>
  attempt(() => {
    const payload: SourceMapPayload = JSON.parse(text)
    if (lengthOf(payload) > longestMappings) return undefined
    const { SourceMap } = process.getBuiltinModule('node:module')
    return { map: new SourceMap(payload), payload, folder }
  }, undefined)

/** Of all its sections, too. */
const lengthOf = (payload: SourceMapPayload & { readonly sections?: unknown }): number =>
  payload.sections ? JSON.stringify(payload.sections).length : payload.mappings.length

/** The file that a map means: a path, or the URL that a bundler has made up. */
export const fileOf = ({ payload, folder }: LoadedMap, source: unknown): string | undefined => {
  if (typeof source !== 'string' || source === '' || source.length > longestName) return undefined
  const { sourceRoot } = payload
  const root = typeof sourceRoot === 'string' && sourceRoot.length <= longestName ? sourceRoot : ''
  const name = root && !scheme.test(source) ? `${root.replace(/\/$/, '')}/${source}` : source
  return scheme.test(name) ? name : resolve(folder, name)
}
