import type { SignalKind } from '../../model/signal.ts'
import type { WireRequest } from '../../ports/wire.ts'
import type { FakeResponse } from '../fakeRuntime/fakeTransport.ts'
import type { Around } from './around.ts'
import type { Life } from './life.ts'
import { noteAnswer, wireOf } from './seen.ts'
import { answerBy, type Silence, type Wire, wireFaults } from './wireFaults.ts'

/** Answers as the world's mood is, and notes what no server should ever see. */
export const serve = (life: Life, { mood, kindOf, settled, gone }: Around): void => {
  const { runtime, seen } = life
  const silence = { sentry: new Map<SignalKind, number>(), http: new Map<SignalKind, number>() }

  /** Some turns later: the client has to have read the answer. */
  const silenceSoon = async (wire: Wire, { kinds, milliseconds }: Silence): Promise<void> => {
    const end = runtime.clock.now() + milliseconds
    for (let turn = 0; turn < 6; turn++) await Promise.resolve()
    for (const kind of kinds) {
      silence[wire].set(kind, Math.max(end, silence[wire].get(kind) ?? 0))
    }
  }

  const check = (wire: Wire, { ids }: WireRequest): void => {
    if (mood.consent !== 'granted') seen.crimes.push(`${wire} was sent signals without consent`)
    for (const id of ids) {
      if (gone.has(id)) seen.crimes.push(`${wire} was sent what was to be gone`)
      const kind = kindOf.get(id) ?? 'error'
      if ((silence[wire].get(kind) ?? 0) > runtime.clock.now()) {
        seen.crimes.push(`${wire} was sent ${kind} though it had asked for silence`)
      }
      if (settled[wire].has(id)) seen.crimes.push(`${wire} was sent again what it had settled`)
    }
  }

  runtime.transport.respond(async (request) => {
    const wire = wireOf(request)
    check(wire, request)
    const fault = wireFaults[mood[wire]]()
    const response = await answerBy(fault, request.ids.length, runtime)
    // One that was answered at an exit is not answered again.
    if (seen.isOver || seen.finished.has(request)) return 'hang'
    if (response === 'hang') return response
    if (!isAskedAgain(request, response)) noteAnswer(seen.answered[wire], request, response)
    const asked = fault.asks?.[wire]
    if (asked) void silenceSoon(wire, asked)
    return response
  })
  runtime.transport.respondToFinish((request): FakeResponse => {
    const { answer, toSeveral = answer } = wireFaults[mood.finish]()
    const response = request.ids.length > 1 ? toSeveral : answer
    if (response === 'hang' || response.type === 'noAnswer') return response
    seen.finished.add(request)
    noteAnswer(seen.answered[wireOf(request)], request, response)
    return response
  })
}

/** What is refused with losses to tell goes once more without them, which may take its headers some time. */
const isAskedAgain = ({ body }: WireRequest, response: FakeResponse): boolean =>
  response !== 'hang' &&
  response.type === 'answer' &&
  response.status >= 300 &&
  response.status < 408 &&
  String(body).includes('"losses":[{')
