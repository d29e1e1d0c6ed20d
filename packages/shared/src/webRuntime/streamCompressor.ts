import type { Compressor } from '../ports/compressor.ts'

/** As much of the host's globals as packing takes. */
export interface PackingGlobals {
  readonly Blob: new (
    parts: never,
  ) => {
    stream(): { pipeThrough(through: never): unknown }
  }
  readonly CompressionStream?: (new (format: 'gzip') => unknown) | undefined
  readonly Response: new (body: never) => { arrayBuffer(): Promise<ArrayBuffer> }
}

/** Packs by the host's streams: where it has them, and never at once. */
export const createStreamCompressor = ({
  Blob,
  CompressionStream,
  Response,
}: PackingGlobals): Compressor | undefined =>
  CompressionStream && {
    gzip: async (body) => {
      const stream = new Blob([body] as never)
        .stream()
        .pipeThrough(new CompressionStream('gzip') as never)
      return new Uint8Array(await new Response(stream as never).arrayBuffer())
    },
  }
