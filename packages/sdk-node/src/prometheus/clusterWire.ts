import cluster, { type Worker } from 'node:cluster'
import { everyone, type Wire } from './wire.ts'

const nameOf = ({ id }: Worker): string => `w${id}`

/** From the primary of a cluster to its workers. */
export const createClusterWire = (): Wire => {
  const workersOf = (to: string): readonly Worker[] =>
    Object.values(cluster.workers ?? {}).filter(
      (worker): worker is Worker =>
        worker?.isConnected() === true && (to === everyone || nameOf(worker) === to),
    )
  return {
    post: async (to, message) => {
      const workers = workersOf(to)
      if (workers.length === 0 && to !== everyone) throw new Error('The worker is gone.')
      await Promise.all(workers.map((worker) => send(worker, message)))
    },
    onMessage: (listener) => {
      const onMessage = (worker: Worker, message: unknown): void =>
        listener(nameOf(worker), message)
      cluster.on('message', onMessage)
      return () => void cluster.off('message', onMessage)
    },
    onGone: (listener) => {
      const onGone = (worker: Worker): void => listener(nameOf(worker))
      // What it has sent is read by then, and not yet by its exit.
      cluster.on('disconnect', onGone)
      return () => void cluster.off('disconnect', onGone)
    },
  }
}

/** With a callback: an error that nobody listens to would end the primary. */
const send = (worker: Worker, message: object): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.send(message, (error: Error | null) => (error ? reject(error) : resolve()))
  })
