import type { RequestMessage } from '../requests/exchange.ts'

/** What Node handed the framework. */
export type PlainRequest = RequestMessage

/** As much of Node's response as is asked for. */
export interface PlainResponse {
  readonly statusCode: number
  readonly headersSent: boolean
  readonly destroyed: boolean
  once(event: 'close' | 'finish', listener: () => void): unknown
}
