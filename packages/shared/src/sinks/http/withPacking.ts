import type { WireSink } from '../../ports/sink.ts'
import { createFinish } from './createFinish.ts'

/**
 * The same sink, whose texts of so many characters or more are packed by gzip, where the host can. A server
 * that refuses a packed body gets it plain, and so all that follow.
 */
export const withPacking = (sink: WireSink, shortest: number): WireSink => {
  const { finish, mayBeMended } = createFinish({ compress: true }, shortest)
  return {
    ...sink,
    finish,
    interpret: (answer, now, request) => {
      const outcome = sink.interpret(answer, now, request)
      return outcome.type === 'rejected' && mayBeMended(answer, request)
        ? { ...outcome, type: 'retryable' }
        : outcome
    },
  }
}
