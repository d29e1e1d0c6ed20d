import type { SignalId, Sink, Transport, WireAnswer } from '@holdfast/shared'

/** Knows what a server has confirmed: all else that a monitor settles, it has only given up. */
export interface Witness {
  readonly sink: Sink
  readonly transport: Transport
  hasSeen(id: SignalId): boolean
}

export const createWitness = (sink: Sink, transport: Transport): Witness => {
  if (!('encode' in sink)) return { sink, transport, hasSeen: () => false }
  const carried = new WeakMap<WireAnswer, readonly SignalId[]>()
  const confirmed = new Set<SignalId>()
  return {
    hasSeen: (id) => confirmed.has(id),
    transport: {
      ...transport,
      send: async (request, deadline) => {
        const response = await transport.send(request, deadline)
        if (response.type === 'answer') carried.set(response, request.ids)
        return response
      },
    },
    sink: {
      ...sink,
      interpret: (answer, now, request) => {
        const outcome = sink.interpret(answer, now, request)
        if (outcome.type === 'delivered') {
          for (const id of carried.get(answer) ?? []) confirmed.add(id)
        }
        return outcome
      },
    },
  }
}
