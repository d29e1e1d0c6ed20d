import type { SignalKind } from '../../model/signal.ts'
import { milliseconds } from '../../model/units.ts'
import type { UsableSink, WireSink } from '../../ports/sink.ts'
import { http } from '../../sinks/http/http.ts'
import type { HttpOptions } from '../../sinks/http/httpOptions.ts'

/** As `http`, of a server that may name the kinds that it does not want to see. */
export const httpWithKinds = (headers: HttpOptions['headers']): UsableSink => {
  const sink = http({ url: 'https://http.test/in', ...(headers && { headers }) }) as WireSink
  return {
    ...sink,
    interpret: (answer, now, request) => {
      const outcome = sink.interpret(answer, now, request)
      const kinds = answer.headers['x-kinds']?.split(';') as readonly SignalKind[] | undefined
      const after = milliseconds(Number(answer.headers['retry-after']) * 1_000)
      return kinds ? { ...outcome, limits: [{ kinds, after }] } : outcome
    },
  }
}
