export { http, pageHttp } from '../../sinks/http/http.ts'
export type {
  HttpBatchOptions,
  HttpEncode,
  HttpHeaders,
  HttpInfo,
  HttpOptions,
  HttpRequest,
  SignalOf,
} from '../../sinks/http/httpOptions.ts'
export type { WireBatch, WireSignal } from '../../sinks/http/wireBatch.ts'
export { withPacking } from '../../sinks/http/withPacking.ts'
