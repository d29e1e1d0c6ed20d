import type { Compressor } from '../ports/compressor.ts'

/** As much of the host's globals as packing takes. */
export interface PackingGlobals {
  readonly Blob: new (
    parts: never,
  ) => {
    stream(): { pipeThrough(through: never): unknown }
  }
  readonly CompressionStream: new (format: 'gzip') => unknown
  readonly Response: new (body: never) => { arrayBuffer(): Promise<ArrayBuffer> }
}

/** Packs by the host's streams, and never at once. It rejects where the host has none. */
export const createStreamCompressor = ({
  Blob,
  CompressionStream,
  Response,
}: PackingGlobals): Compressor => ({
  gzip: async (body) => {
    const packing = new CompressionStream('gzip') as never
    const packed = new Blob([body] as never).stream().pipeThrough(packing) as never
    return new Uint8Array(await new Response(packed).arrayBuffer())
  },
})
