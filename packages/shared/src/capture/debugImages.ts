import type { DebugImage, Exception } from '../model/exception.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { parseFrames } from './parseFrames.ts'

/** Names the builds that the files of parsed stacks belong to, each file once. */
export type ImagesOf = (exceptions: readonly Exception[]) => readonly DebugImage[]

const mostBuilds = 2_000
const debugIdShape = /^[\da-f-]{32,36}$/i

/** The values of its query have been scrubbed, or they differ from one deployment to the next. */
const bare = (file: string): string => file.replace(/[?#].*/, '')

/**
 * Bundler plugins leave in a global, `_sentryDebugIds` or `_debugIds`, the id of each file that they
 * have built, under the text of a stack that was made in it. `read` hands over those globals,
 * whatever they are; each text is parsed once.
 */
export const createImagesOf = (read: () => readonly unknown[]): ImagesOf => {
  const texts = new Set<string>()
  const idOf = new Map<string, string>()
  const learn = (ids: unknown): void => {
    for (const text of attempt(() => Object.keys(Object(ids)), [])) {
      if (texts.size === mostBuilds || texts.has(text)) continue
      texts.add(text)
      const id = property(ids, text)
      const file = parseFrames(text)[0]?.file
      if (file && typeof id === 'string' && debugIdShape.test(id)) idOf.set(bare(file), id)
    }
  }
  return (exceptions) => {
    attempt(read, []).forEach(learn)
    const files = exceptions.flatMap(({ stack }) =>
      stack && 'frames' in stack ? stack.frames.map(({ file = '' }) => file) : [],
    )
    return [...new Set(files)].flatMap((file) => {
      const debugId = idOf.get(bare(file))
      return debugId ? { file, debugId } : []
    })
  }
}
