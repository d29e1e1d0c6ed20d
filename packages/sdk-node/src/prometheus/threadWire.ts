import { BroadcastChannel, threadId, type Worker } from 'node:worker_threads'
import { property } from '@holdfast/shared'
import { everyone, parent, type Wire } from './wire.ts'

const main = 't0'
const channelName = 'holdfast.prometheus'

/**
 * Between the main thread and all others of a process, however deep, without touching the ports of the app. One end
 * of it, in whichever thread this is.
 */
export const createThreadWire = (): Wire => {
  const self = `t${threadId}`
  const listeners = new Set<(from: string, message: unknown) => void>()
  const watchers = new Set<(who: string) => void>()
  let channel: BroadcastChannel | undefined

  const open = (): BroadcastChannel => {
    if (channel) return channel
    const opened = new BroadcastChannel(channelName)
    channel = opened
    opened.onmessage = (event: unknown) => {
      const data = property(event, 'data')
      const [from, to, gone] = ['from', 'to', 'gone'].map((name) => property(data, name))
      if (typeof gone === 'string') for (const watcher of [...watchers]) watcher(gone)
      if (typeof from !== 'string' || (to !== self && (to !== everyone || self === main))) return
      const whom = from === main ? parent : from
      for (const listener of [...listeners]) listener(whom, property(data, 'message'))
    }
    // Nobody waits for us.
    opened.unref()
    process.on('worker', onWorker)
    return opened
  }
  /** A thread of this one: only who began it hears of its end. */
  const onWorker = (worker: Worker): void => {
    const who = `t${worker.threadId}`
    worker.once('exit', () => {
      for (const watcher of [...watchers]) watcher(who)
      channel?.postMessage({ gone: who })
    })
  }
  const close = (): void => {
    if (listeners.size + watchers.size > 0) return
    process.off('worker', onWorker)
    channel?.close()
    channel = undefined
  }
  const listen = <Listener>(all: Set<Listener>, listener: Listener) => {
    open()
    all.add(listener)
    return () => {
      all.delete(listener)
      close()
    }
  }

  return {
    post: async (to, message) =>
      open().postMessage({ from: self, to: to === parent ? main : to, message }),
    onMessage: (listener) => listen(listeners, listener),
    onGone: (listener) => listen(watchers, listener),
  }
}
