import { parent, type Wire } from './wire.ts'

/** From a worker of a cluster to its primary. */
export const createIpcWire = (): Wire => ({
  post: (_, message) =>
    new Promise((resolve, reject) => {
      // Without a channel there is no `send`, or one that throws.
      if (!process.send || !process.connected) throw new Error('The primary is gone.')
      process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()))
    }),
  onMessage: (listener) => {
    const onMessage = (message: unknown): void => listener(parent, message)
    process.on('message', onMessage)
    return () => void process.off('message', onMessage)
  },
  onGone: () => () => undefined,
})
