import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Http2Session, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { Stop } from '@holdfast/shared'
import type { Exchange } from './exchange.ts'
import { endWithStream, streamOf } from './http2Stream.ts'
import { keepContext } from './keepContext.ts'
import { guardedWatch, type Watch, type WatchParts } from './watch.ts'

/** What the channel of a stream of a server of `node:http2` tells. */
interface Started {
  readonly stream: ServerHttp2Stream
  readonly headers: IncomingHttpHeaders
}

const started = 'http2.server.stream.start'

/** Follows each request of every `node:http2` server, where Node announces them; elsewhere nothing is heard. */
export const startHttp2 = ({ exchanges, context, say }: WatchParts): Watch => {
  const open = new Map<ServerHttp2Stream, { readonly exchange: Exchange; readonly leave: Stop }>()
  const sessions = new Map<Http2Session, Stop>()

  /**
   * Entered here and not as it is announced: that is in the context of the session, which up to Node 22 would
   * go on with it.
   */
  const onStream = (stream: ServerHttp2Stream): void => context.enter(open.get(stream)?.exchange)

  const watchSession = (session: Http2Session): void => {
    const stop = (): void => {
      session.off('stream', onStream)
      session.off('close', stop)
      sessions.delete(session)
    }
    sessions.set(session, stop)
    session.prependListener('stream', onStream)
    session.on('close', stop)
  }

  const onStart = guardedWatch<Started>(say, ({ stream, headers }) => {
    const { session } = stream
    // What is pushed was not asked for: its number is even.
    if (!session || (stream.id ?? 0) % 2 === 0) return
    if (!sessions.has(session)) watchSession(session)
    const message = { method: headers[':method'], url: headers[':path'], headers, stream }
    const exchange = exchanges.begin(message)
    keepContext(stream, exchange, context)
    const leave = endWithStream(stream, message, (ending) => {
      open.delete(stream)
      exchanges.end(exchange, ending)
    })
    open.set(stream, { exchange, leave })
  })

  subscribe(started, onStart)
  return {
    find: (message, otherwise) => {
      const stream = streamOf(message)
      return stream ? open.get(stream)?.exchange : otherwise
    },
    stop: () => {
      unsubscribe(started, onStart)
      for (const stop of [...sessions.values()]) stop()
      for (const { leave } of open.values()) leave()
      open.clear()
    },
  }
}
