import type { Behaviour } from './behaviour.ts'
import { startFaultySink } from './startFaultySink.ts'

/** The faults that the runtime contract asks a transport to live with. */
export type FaultName =
  | 'answering'
  | 'limiting'
  | 'failing'
  | 'redirecting'
  | 'refusing'
  | 'hanging'
  | 'resetting'
  | 'halfAnswering'
  | 'trickling'

/** One address for each fault. */
export interface FaultyUrls {
  readonly urls: Readonly<Record<FaultName, string>>
  stop(): Promise<void>
}

/**
 * Starts the servers that `runtimeContract` asks for.
 *
 * @example
 * const servers = await startFaultyUrls()
 * for (const { name, run } of runtimeContract(create, { urls: servers.urls })) test(name, run)
 */
export const startFaultyUrls = async (): Promise<FaultyUrls> => {
  const stops: (() => Promise<void>)[] = []
  const start = async (behaviour: Behaviour): Promise<string> => {
    const sink = await startFaultySink()
    stops.push(sink.stop)
    sink.behaveAlways(behaviour)
    return sink.url
  }
  const answering = await start({ do: 'answer', status: 200, body: 'taken' })
  const urls = {
    answering,
    limiting: await start({ do: 'answer', status: 429, headers: { 'Retry-After': '7' } }),
    failing: await start({ do: 'answer', status: 500 }),
    redirecting: await start({ do: 'answer', status: 302, headers: { Location: answering } }),
    refusing: await startRefusing(),
    hanging: await start({ do: 'hang' }),
    resetting: await start({ do: 'reset' }),
    halfAnswering: await start({ do: 'halfAnswer' }),
    trickling: await start({ do: 'trickle', milliseconds: 20_000 }),
  }
  return {
    urls,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

/** The address of a server that has gone. */
const startRefusing = async (): Promise<string> => {
  const sink = await startFaultySink()
  await sink.goDown()
  return sink.url
}
