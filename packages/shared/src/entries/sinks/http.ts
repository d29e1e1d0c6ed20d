export { type HttpOptions, http } from '../../sinks/http/http.ts'
export type { WireBatch, WireSignal } from '../../sinks/http/wireBatch.ts'
