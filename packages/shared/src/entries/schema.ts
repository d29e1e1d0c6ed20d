export { type ParsedBatch, parseBatch } from '../schema/parseBatch.ts'
export { parseNdjson } from '../schema/parseNdjson.ts'
export type {
  ReceivedAttachment,
  ReceivedBatch,
  ReceivedCheckIn,
  ReceivedError,
  ReceivedEvent,
  ReceivedFeedback,
  ReceivedLog,
  ReceivedMetric,
  ReceivedSession,
  ReceivedSignal,
} from '../schema/receivedBatch.ts'
