export { type ParsedBatch, parseBatch } from '../schema/parseBatch.ts'
export { parseNdjson } from '../schema/parseNdjson.ts'
export type {
  ReceivedBatch,
  ReceivedError,
  ReceivedEvent,
  ReceivedMetric,
  ReceivedSignal,
} from '../schema/receivedBatch.ts'
