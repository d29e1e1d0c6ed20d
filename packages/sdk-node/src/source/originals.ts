import type { SourceMap as NodeSourceMap, SourceMapPayload } from 'node:module'
import { attempt, type Frame, isInApp, type Milliseconds, type Scheduler } from '@holdfast/shared'
import type { Reading } from './reading.ts'
import { fileOf, type LoadedMap, readMap } from './readMap.ts'
import { createRecent } from './recent.ts'
import { toSourcePath } from './sourcePath.ts'

/** A call in what was written, where a map tells of it. */
export interface Original {
  readonly frame: Frame
  /** What the file held, where the map has it. */
  readonly content?: string | undefined
}

/** Finds what was written behind what runs. */
export interface Originals {
  /** @param caller - the call outside of it: there, a map may tell what the function is called. */
  of(frame: Frame, caller: Frame | undefined): Reading<Original | undefined>
}

const mostPlaces = 1_000
const mostBytes = 1_024 * 1_024
/** A map takes many times its size in memory: it is held while more of the same errors may follow. */
const holdMap = 5_000 as Milliseconds

export const createOriginals = (scheduler: Pick<Scheduler, 'after'>): Originals => {
  const recent = createRecent<Frame>(mostPlaces, mostBytes)
  let held: { readonly path: string; readonly map: LoadedMap | undefined } | undefined

  const mapOf = function* (path: string): Reading<LoadedMap | undefined> {
    if (held?.path === path) return held.map
    const map = yield* readMap(path)
    const mine = { path, map }
    held = mine
    scheduler.after(holdMap, () => {
      if (held === mine) held = undefined
    })
    return map
  }

  return {
    *of(frame, caller) {
      const path = toSourcePath(frame.file ?? '')
      if (!frame.inApp || !frame.line || !path) return undefined
      const isSameFile = caller?.file === frame.file
      const name = `${placeOf(frame)}:${isSameFile ? placeOf(caller) : ''}:${path}`
      const known = recent.get(name)
      if (known)
        return {
          frame: known,
          content: held?.path === path ? contentOf(held.map, known) : undefined,
        }
      const loaded = yield* mapOf(path)
      const original = loaded && toOriginal(loaded, frame, isSameFile ? caller : undefined)
      if (!original) return undefined
      recent.set(name, original, name.length + (original.file?.length ?? 0) + 200)
      return { frame: original, content: contentOf(loaded, original) }
    },
  }
}

const placeOf = (frame: Frame | undefined): string => `${frame?.line}:${frame?.column}`

interface Entry {
  readonly generatedLine?: number
  readonly originalSource?: string
  readonly originalLine?: number
  readonly originalColumn?: number
  readonly name?: string
}

/** What the map tells of this very line; Node gives the nearest entry, on whichever line that is. */
const entryAt = (map: NodeSourceMap, { line = 0, column = 1 }: Frame): Entry => {
  const entry: Entry = attempt(() => map.findEntry(line - 1, column - 1), {})
  return entry.generatedLine === line - 1 ? entry : {}
}

const toOriginal = (
  loaded: LoadedMap,
  frame: Frame,
  caller: Frame | undefined,
): Frame | undefined => {
  const { originalSource, originalLine, originalColumn } = entryAt(loaded.map, frame)
  if (typeof originalSource !== 'string' || !(Number(originalLine) >= 0)) return undefined
  const file = fileOf(loaded, originalSource)
  if (!file) return undefined
  const name = caller && entryAt(loaded.map, caller).name
  return {
    function: typeof name === 'string' && name ? name : frame.function,
    file,
    line: Number(originalLine) + 1,
    column: Number(originalColumn) + 1,
    inApp: isInApp(file),
  }
}

const contentOf = (loaded: LoadedMap | undefined, { file }: Frame): string | undefined => {
  if (!loaded) return undefined
  const { sources, sourcesContent }: Partial<SourceMapPayload> = loaded.payload
  const place = sources?.findIndex((source) => fileOf(loaded, source) === file) ?? -1
  const content = attempt(() => sourcesContent?.[place], undefined)
  return typeof content === 'string' ? content : undefined
}
