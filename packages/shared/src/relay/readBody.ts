import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { Hold } from './byteBudget.ts'
import type { Narrow } from './createNarrow.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import type { RelayHost, RelayRequest } from './relayHost.ts'

interface BodyParts {
  readonly host: Pick<RelayHost, 'unpack' | 'encodings'>
  readonly scheduler: Scheduler
  readonly hold: Hold
  readonly narrow: Narrow
  readonly maxBytes: number
  readonly timeout: Milliseconds
}

/** In seconds; what holds too much now may have let go by then. */
export const whenBusy = 5
/** What people write packs to a tenth or a fiftieth of its size; a bomb to a thousandth. */
const mostRatio = 100
const smallest = 64 * 1_024

/** A body, unpacked: by what comes, not by what was announced. */
export const readBody = async (
  request: RelayRequest,
  parts: BodyParts,
): Promise<Uint8Array | Refusal> => {
  const { host, hold, narrow, maxBytes } = parts
  const encoding = (request.header('content-encoding') ?? '').trim().toLowerCase()
  const isPacked = encoding !== '' && encoding !== 'identity'
  if (isPacked && !host.encodings.includes(encoding)) return refuse('encoding')
  if (Number(request.header('content-length') ?? 0) > maxBytes) return refuse('tooLarge')
  const body = await gather(request, parts)
  if (isRefusal(body) || !isPacked) return body
  const limit = Math.min(maxBytes, Math.max(smallest, body.length * mostRatio))
  if (!hold.grow(limit)) return refuse('busy', whenBusy)
  const unpacked = await narrow(() => host.unpack(body, encoding, limit))
  if (typeof unpacked !== 'string') return unpacked
  // What packs so well may be honest: whoever can sends it once more, as it is.
  return refuse(unpacked === 'tooLarge' && limit < maxBytes ? 'encoding' : unpacked)
}

const gather = (
  request: RelayRequest,
  { scheduler, hold, maxBytes, timeout }: BodyParts,
): Promise<Uint8Array | Refusal> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    let ended = false
    let stopReading: Stop = () => undefined
    const end = (result: Uint8Array | Refusal): void => {
      if (ended) return
      ended = true
      stopWaiting()
      resolve(result)
      // One that is handed over at once has not said yet how it is stopped.
      void Promise.resolve().then(() => stopReading())
    }
    const stopWaiting = scheduler.after(timeout, () => end(refuse('slow')))
    try {
      stopReading = request.readBody({
        onBytes: (bytes) => {
          if (ended) return
          size += bytes.length
          if (size > maxBytes) end(refuse('tooLarge'))
          else if (hold.grow(bytes.length)) chunks.push(bytes)
          else end(refuse('busy', whenBusy))
        },
        onEnd: () => end(join(chunks, size)),
        onFailed: (reason) => end(refuse(reason)),
      })
    } catch (error) {
      stopWaiting()
      reject(error)
    }
  })

const join = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
