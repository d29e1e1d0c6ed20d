import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Stop } from '@holdfast/shared'

/** What is done with the messages of channels, by their names. */
export type Channels = Readonly<Record<string, (message: unknown) => void>>

/** Subscribes to channels of Node's, which throws what a subscriber throws where nobody can catch it. */
export const onChannels = (channels: Channels, fail: (error: unknown) => void): Stop => {
  const calm = Object.entries(channels).map(([name, listener]) => {
    const onMessage = (message: unknown): void => {
      try {
        listener(message)
      } catch (error) {
        fail(error)
      }
    }
    subscribe(name, onMessage)
    return [name, onMessage] as const
  })
  return () => {
    for (const [name, onMessage] of calm) unsubscribe(name, onMessage)
  }
}
