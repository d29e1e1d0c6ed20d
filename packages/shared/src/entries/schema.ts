export { type NamedUsage, usageDeltaId } from '../model/usageDeltaId.ts'
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
  ReceivedUsage,
} from '../schema/receivedBatch.ts'
