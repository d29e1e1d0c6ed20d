import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib'
import type { Unpack } from '@holdfast/shared/relay'

type Packed = (bytes: Uint8Array, options: ZlibOptions, done: Done) => void
type Done = (error: NodeJS.ErrnoException | null, result: Buffer) => void

const codings: ReadonlyMap<string, Packed> = new Map<string, Packed>([
  ['gzip', gunzip],
  ['deflate', inflate],
  ['br', brotliDecompress],
])

export const encodings: readonly string[] = [...codings.keys()]

/** In the host's threads; it stops as soon as there is more than is wanted. */
export const unpack: Unpack = (bytes, encoding, limit) =>
  new Promise((resolve) => {
    const coding = codings.get(encoding)
    if (!coding) return resolve('unreadable')
    coding(bytes, { maxOutputLength: limit }, (error, result) => {
      if (!error) resolve(result)
      else resolve(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'unreadable')
    })
  })
