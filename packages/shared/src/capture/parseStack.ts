import type { Exception } from '../model/exception.ts'
import type { Signal } from '../model/signal.ts'
import type { ImagesOf } from './debugImages.ts'
import { parseFrames } from './parseFrames.ts'
import { withoutMessage } from './withoutMessage.ts'

/**
 * Replaces the raw stacks of a signal by their frames, where any can be read, and names the builds
 * that their files belong to.
 */
export const withParsedStacks = (signal: Signal, imagesOf?: ImagesOf): Signal => {
  if (signal.kind !== 'error') return signal
  const exceptions = signal.exceptions.map(withFrames)
  const images = imagesOf?.(exceptions) ?? []
  return { ...signal, exceptions, ...(images.length > 0 && { images }) }
}

const withFrames = (exception: Exception): Exception => {
  const { stack, message } = exception
  if (!stack || 'frames' in stack) return exception
  const frames = parseFrames(withoutMessage(stack.text, message))
  return frames.length > 0 ? { ...exception, stack: { frames } } : exception
}
