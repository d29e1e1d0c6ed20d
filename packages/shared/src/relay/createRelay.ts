import { createDebugChannel } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { attempt } from '../primitives/attempt.ts'
import { createRecentIds } from '../primitives/recentIds.ts'
import { sizeOf } from '../primitives/sizeOf.ts'
import { createDeliveries } from './deliveries.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { type Brought, createIntake } from './intake.ts'
import { judgeOrigin } from './origins.ts'
import type { RelaySettings } from './readRelayOptions.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import type { Relay } from './relay.ts'
import type { KeepAlive, RelayAnswer, RelayHost, RelayRequest } from './relayHost.ts'
import { relaySinks } from './relaySinks.ts'
import { createRelayTally } from './relayTally.ts'
import { toAnswer, type Verdict } from './toAnswer.ts'

/** A relay without a shape: a runtime package gives it one. */
export interface ShapelessRelay extends Relay {
  /** Always answers, and never rejects. */
  handle(request: RelayRequest, keepAlive?: KeepAlive): Promise<RelayAnswer>
}

/** In seconds, until a sink that is behind may have made room. */
const whenFull = 30

/** The second composition root, beside the monitor's: what takes the place of capture here is the intake. */
export const createRelay = (settings: RelaySettings, host: RelayHost): ShapelessRelay => {
  const { runtime, isPerRequest } = host
  const debug = createDebugChannel(settings.debug === true ? host.print : settings.debug)
  const guard = createGuard(debug)
  const sinks = relaySinks(settings)
  const tally = createRelayTally()
  const intake = createIntake(settings, host)
  const recentIds = createRecentIds(2 * settings.delivery.outbox.maxCount)
  const open = (): Delivery => createDelivery(settings, { runtime, debug, guard, sinks })
  const deliveries = createDeliveries(open, {
    isPerRequest,
    clock: runtime.clock,
    longest: settings.shutdownTimeout,
  })
  let closed = false

  /** How much of a sink's room it takes, at the most: as much as all of it together. */
  const shareOf = ({ signals }: Brought): number => {
    const { maxCount, maxBytes } = settings.delivery.outbox
    const bytes = signals.reduce((sum, signal) => sum + sizeOf(signal), 0)
    return Math.max(1 / maxCount, signals.length / maxCount, bytes / maxBytes)
  }

  /** Whatever has no room, all of it is refused: a client that comes again brings all of it. */
  const accept = ({ signals, losses }: Brought, share: number, delivery: Delivery): Verdict => {
    const rooms = signals.map(delivery.fullness)
    // Nothing that was answered for is to make room for it.
    if (rooms.some((fullness) => fullness !== undefined && fullness + share > 1)) {
      return refuse('busy', whenFull)
    }
    const wanted = signals.filter((signal, index) => {
      const isNew = rooms[index] !== undefined && recentIds.add(signal.id)
      tally.note(isNew ? 'accepted' : rooms[index] === undefined ? 'unwanted' : 'repeated')
      return isNew
    })
    delivery.acceptAll(wanted)
    for (const { reason, count } of losses) tally.noteLoss(reason, count)
    return 'accepted'
  }

  const judge = async (
    request: RelayRequest,
    isAllowed: boolean,
  ): Promise<Brought | Refusal | 'preflights'> => {
    const { method } = request
    if (closed) return refuse('closed', whenFull)
    if (method !== 'POST' && method !== 'OPTIONS') return refuse('method')
    if (!isAllowed) return refuse('origin')
    const seconds = intake.rateOf(request)
    if (seconds !== undefined) return refuse('rate', seconds)
    return method === 'OPTIONS' ? 'preflights' : intake.read(request)
  }

  const decide = async (request: RelayRequest, isAllowed: boolean, keepAlive: KeepAlive) => {
    const judged = await judge(request, isAllowed)
    if (judged === 'preflights' || isRefusal(judged)) return judged
    // It may have been closed while the body was on its way.
    if (closed) return refuse('closed', whenFull)
    const share = shareOf(judged)
    if (share > 1) return refuse('tooLarge')
    if (!deliveries.hasRoom(share)) return refuse('busy', whenFull)
    return deliveries.use((delivery) => accept(judged, share, delivery), { share, keepAlive })
  }

  const handle: ShapelessRelay['handle'] = async (request, keepAlive = () => undefined) => {
    tally.begin()
    const origin = attempt(() => judgeOrigin(request, settings.allow), {
      isAllowed: false,
      headers: {},
    })
    let verdict: Verdict = refuse('failed')
    try {
      verdict = await decide(request, origin.isAllowed, (begin) =>
        attempt(() => keepAlive(begin), undefined),
      )
    } catch (error) {
      debug.sayOnce('relayFailed', 'A request could not be handled', error)
    }
    if (typeof verdict !== 'string' && verdict.refused === 'consumed') {
      debug.sayOnce('bodyConsumed', 'Mount the relay before what parses bodies.')
    }
    tally.end(typeof verdict === 'string' ? verdict : verdict.refused)
    return toAnswer(verdict, origin.headers)
  }

  return {
    handle,
    stats: () => ({ ...deliveries.stats(), ...tally.stats() }),
    flush: deliveries.flush,
    close: (timeout) => {
      closed = true
      return deliveries.close(timeout)
    },
  }
}
