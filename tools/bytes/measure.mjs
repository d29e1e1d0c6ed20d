import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * @typedef {{ raw: number, gzip: number, brotli: number }} Sizes in bytes
 */

/**
 * @param {Uint8Array} content
 * @returns {Sizes}
 */
export function measure(content) {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return {
    raw: content.byteLength,
    gzip: gzipSync(content, { level: 9 }).byteLength,
    brotli: brotliCompressSync(content, { params: quality }).byteLength,
  }
}

/**
 * What one has more than the other.
 * @param {Sizes} one
 * @param {Sizes} other
 * @returns {Sizes}
 */
export const difference = (one, other) => ({
  raw: one.raw - other.raw,
  gzip: one.gzip - other.gzip,
  brotli: one.brotli - other.brotli,
})
