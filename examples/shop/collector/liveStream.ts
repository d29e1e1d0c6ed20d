import type { ServerResponse } from 'node:http'

/** Tells many listeners the same, as server-sent events. */
export interface LiveStream {
  readonly hasListeners: boolean
  open(response: ServerResponse): void
  send(message: object): void
}

/** A listener that has fallen so far behind does not listen any more. */
const mostUnsentBytes = 1024 * 1024

export const createLiveStream = (): LiveStream => {
  const listeners = new Set<ServerResponse>()
  return {
    get hasListeners() {
      return listeners.size > 0
    },
    open: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.flushHeaders()
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    send: (message) => {
      for (const listener of listeners) {
        if (listener.writableLength > mostUnsentBytes) listener.destroy()
        else listener.write(`data: ${JSON.stringify(message)}\n\n`)
      }
    },
  }
}
