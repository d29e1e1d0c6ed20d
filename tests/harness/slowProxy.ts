import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Stands before a server, and hands on what is said both ways. */
export interface SlowProxy {
  readonly port: number
  /** From now on, it holds what comes, or only what the server says, until `release`. */
  hang(what?: 'all' | 'answers'): void
  release(): void
  /** Ends all connections there are. */
  cut(): void
  /** What clients have said, as often as something new came while nothing was under way. */
  readonly asked: () => number
  stop(): Promise<void>
}

export const startSlowProxy = async (target: number): Promise<SlowProxy> => {
  const sockets = new Set<Socket>()
  let waiting: (() => void)[] = []
  let held: 'all' | 'answers' | undefined
  let asked = 0
  /** Whether the last that was said came from the server. */
  let isAnswered = true

  const pass = (from: Socket, to: Socket, isClient: boolean): void => {
    from.on('data', (data) => {
      if (isClient && isAnswered) asked++
      isAnswered = !isClient
      const hand = () => to.write(data)
      if (held === 'all' || (held && !isClient)) waiting.push(hand)
      else hand()
    })
    from.on('close', () => to.destroy())
    // Whoever is at its other end hears of it.
    from.on('error', () => to.destroy())
    sockets.add(from)
    from.on('close', () => sockets.delete(from))
  }

  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    pass(client, upstream, true)
    pass(upstream, client, false)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }

  return {
    port: typeof address === 'object' && address ? address.port : 0,
    hang: (what = 'all') => {
      held = what
    },
    release: () => {
      const late = waiting
      waiting = []
      held = undefined
      for (const hand of late) hand()
    },
    cut,
    asked: () => asked,
    stop: async () => {
      cut()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
