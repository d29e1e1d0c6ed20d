import { property, type Stop } from '@holdfast/shared'
import type { Delta } from '@holdfast/shared/sinks/prometheus'
import { type Body, createExchange, type Exchange } from './exchange.ts'
import type { Share, Trunk } from './trunk.ts'
import { everyone, type Wire } from './wire.ts'

/** Workers and threads that tell this part of the program what they have counted. */
export interface Children {
  /** Has them tell what they have counted until now; who is silent for so long is not waited for. */
  collect(longest: number): Promise<void>
  readonly stop: Stop
}

interface ChildrenParts {
  readonly wires: readonly Wire[]
  /** Of the sink. */
  readonly name: string
  readonly trunk: Trunk
}

/** They have theirs to ask, too. */
const shareOfPatience = 0.75
/** Of those that are no more; their names do not come again. */
const mostGone = 10_000

export const startChildren = ({ wires, name, trunk }: ChildrenParts): Children => {
  const ends = wires.map((wire) => startChildrenOf(wire, name, trunk))
  return {
    collect: async (longest) => {
      await Promise.all(ends.map((end) => end.collect(longest)))
    },
    stop: () => {
      for (const end of ends) end.stop()
    },
  }
}

const startChildrenOf = (wire: Wire, name: string, trunk: Trunk): Children => {
  /** Whether each was silent when it was last asked. */
  const heard = new Map<string, boolean>()
  const gone = new Set<string>()

  const answers: Readonly<Record<string, (from: string, body: Body) => Promise<unknown>>> = {
    hello: async () => undefined,
    deltas: async (from, body) => {
      await trunk.deliver(toShare(from, body))
      if (gone.has(from)) trunk.forget(from)
    },
    gone: async (from, body) => trunk.forget(pathOf(from, body)),
    scrape: (_, { format }) => trunk.scrape(String(format)),
  }
  const exchange: Exchange = createExchange({
    wire,
    name,
    answer: async (from, body) => {
      if (!gone.has(from)) heard.set(from, false)
      return Object.hasOwn(answers, body.kind) ? answers[body.kind]?.(from, body) : undefined
    },
  })
  const stopWatching = wire.onGone((who) => {
    if (gone.size >= mostGone) gone.clear()
    gone.add(who)
    heard.delete(who)
    trunk.forget(who)
  })
  exchange.tell(everyone, { kind: 'who' })

  const askFor = async (who: string, longest: number): Promise<void> => {
    const body = { kind: 'report', longest: longest * shareOfPatience }
    const isSilent = await exchange.ask(who, body, longest).then(
      () => false,
      () => true,
    )
    if (heard.has(who)) heard.set(who, isSilent)
  }
  return {
    collect: async (longest) => {
      // It may be busy, or gone without a word: one that was silent is asked, and not waited for.
      const asked = [...heard].map(([who, isSilent]) => {
        const answered = askFor(who, longest)
        return isSilent ? undefined : answered
      })
      await Promise.all(asked)
    },
    stop: () => {
      exchange.stop()
      stopWatching()
    },
  }
}

const pathOf = (from: string, body: Body): string => {
  const source = property(body, 'source')
  return typeof source === 'string' && source !== '' ? `${from}/${source}` : from
}

const toShare = (from: string, body: Body): Share => {
  const { deltas, resource } = body
  return {
    source: pathOf(from, body),
    deltas: Array.isArray(deltas) ? (deltas as readonly Delta[]) : [],
    ...(typeof resource === 'object' && { resource: resource as Share['resource'] }),
  }
}
