import { property } from '../primitives/attempt.ts'

/** Whether the call was refused before it was made: that says nothing about what it calls. */
export const isRejection = (error: unknown): boolean => {
  const code = property(error, 'code')
  return code === 'BREAKER_OPEN' || code === 'BULKHEAD_FULL'
}
