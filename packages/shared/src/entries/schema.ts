export { type ParsedBatch, parseBatch } from '../schema/parseBatch.ts'
export type { ReceivedBatch, ReceivedSignal } from '../schema/receivedBatch.ts'
