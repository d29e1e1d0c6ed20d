import { fileURLToPath } from 'node:url'
import { attempt, property } from '@holdfast/shared'

const mostModules = 200

/**
 * With `--enable-source-maps`, stacks name files that were there when the program was built, and may not be
 * here. What those held, the maps that Node has loaded may tell. Nothing tells which map it is in: that
 * of the program is asked, and those of the first modules it required.
 */
export const loadedSource = (file: string): string | undefined => {
  if (!process.sourceMapsEnabled) return undefined
  const { findSourceMap, Module } = process.getBuiltinModule('node:module')
  const modules = Object.keys(Object(property(Module, '_cache'))).slice(0, mostModules)
  for (const generated of [process.argv[1] ?? '', ...modules]) {
    const payload = attempt(() => findSourceMap(generated)?.payload, undefined)
    const place = payload?.sources.findIndex((source) => isSame(source, file)) ?? -1
    const content = payload?.sourcesContent[place]
    if (content) return content
  }
  return undefined
}

const isSame = (source: string, file: string): boolean =>
  source === file ||
  (source.startsWith('file://') && attempt(() => fileURLToPath(source), '') === file)
