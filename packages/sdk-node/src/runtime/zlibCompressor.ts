import type { Compressor } from '@holdfast/shared'

/** Loaded with the first body: it would be felt in the start of every process. */
const zlib = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib')

/** Packs by the host's own library: off this thread, or at once. */
export const createZlibCompressor = (): Compressor => ({
  gzip: (body) =>
    new Promise((resolve, reject) => {
      zlib().gzip(body, (error, packed) => (error ? reject(error) : resolve(packed)))
    }),
  gzipNow: (body) => zlib().gzipSync(body),
})
