import type { Unpack } from '@holdfast/shared/relay'

export const encodings: readonly string[] = ['gzip', 'deflate']

/** Piece by piece; it stops as soon as there is more than is wanted. */
export const unpack: Unpack = async (bytes, encoding, limit) => {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  const stream = packed.pipeThrough(new DecompressionStream(encoding as CompressionFormat))
  const reader = stream.getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > limit) return 'tooLarge'
      pieces.push(value)
    }
  } catch {
    return 'unreadable'
  } finally {
    // One that has failed tells it again.
    void reader.cancel().catch(() => undefined)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}
