/** Packs bodies by gzip, on hosts that can. */
export interface Compressor {
  gzip(body: string | Uint8Array): Promise<Uint8Array>
  /** As `gzip`, at once: for a last moment. Absent where the host cannot. */
  gzipNow?(body: string | Uint8Array): Uint8Array
}
