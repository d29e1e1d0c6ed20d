import cluster from 'node:cluster'
import { isMainThread } from 'node:worker_threads'
import type { Stop } from '@holdfast/shared'
import type { PrometheusSettings } from '@holdfast/shared/sinks/prometheus'
import { createBranch } from './branch.ts'
import { startChildren } from './children.ts'
import { createClusterWire } from './clusterWire.ts'
import { type Body, createExchange } from './exchange.ts'
import { createIpcWire } from './ipcWire.ts'
import { createRoot } from './root.ts'
import { createThreadWire } from './threadWire.ts'
import type { Trunk } from './trunk.ts'
import { parent, type Wire } from './wire.ts'

/** This part of the program among the others. */
export interface Hub extends Pick<Trunk, 'deliver' | 'scrape'> {
  readonly stop: Stop
}

/** A monitor of this process: has it hand over what it has counted. */
export type Informant = (longest: number) => Promise<void>

/** Of whom this one is a part, and who are its own. */
interface Place {
  readonly up?: Wire
  readonly down: readonly Wire[]
}

/** A root where nobody else adds up. */
export const startHub = (
  name: string,
  settings: PrometheusSettings,
  monitors: ReadonlySet<Informant>,
): Hub => {
  const { up, down } = settings.gather ? findPlace() : { down: [] }
  const collect = async (longest: number): Promise<void> => {
    const told = [...monitors].map((report) => report(longest))
    await Promise.all([...told, children.collect(longest)])
  }
  const answer = async (_: string, body: Body): Promise<unknown> => {
    if (body.kind === 'who') exchange?.tell(parent, { kind: 'hello' })
    return body.kind === 'report' ? collect(Number(body['longest'])) : undefined
  }
  const exchange = up && createExchange({ wire: up, name, answer })
  const trunk = exchange
    ? createBranch(exchange, settings.patience)
    : createRoot(settings, () => collect(settings.patience))
  const children = startChildren({ wires: down, name, trunk })
  exchange?.tell(parent, { kind: 'hello' })
  return {
    deliver: trunk.deliver,
    scrape: trunk.scrape,
    stop: () => {
      exchange?.stop()
      children.stop()
    },
  }
}

const findPlace = (): Place => {
  if (!isMainThread) return { up: createThreadWire(), down: [] }
  if (cluster.isWorker) return { up: createIpcWire(), down: [createThreadWire()] }
  return { down: [createClusterWire(), createThreadWire()] }
}
