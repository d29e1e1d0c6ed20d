import type { Compressor } from '../ports/compressor.ts'

/** As much of the host's globals as packing takes. */
export interface PackingGlobals {
  readonly CompressionStream: new (format: 'gzip') => unknown
  readonly Response: new (body: never) => PackingResponse
}

interface PackingResponse {
  readonly body: { pipeThrough(through: never): unknown } | null
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Packs by the host's streams, and never at once. It rejects where the host has none. */
export const createStreamCompressor = ({
  CompressionStream,
  Response,
}: PackingGlobals): Compressor => ({
  gzip: async (body) => {
    const packing = new CompressionStream('gzip') as never
    const packed = new Response(body as never).body?.pipeThrough(packing) as never
    return new Uint8Array(await new Response(packed).arrayBuffer())
  },
})
