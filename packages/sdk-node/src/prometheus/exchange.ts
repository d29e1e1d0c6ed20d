import { property, type Stop } from '@holdfast/shared'
import type { Wire } from './wire.ts'

/** What is asked over a wire, and what is answered. JSON, for it may go to another process. */
export type Body = Readonly<Record<string, unknown>> & { readonly kind: string }

/** Questions and answers between those who have a sink of the same name. */
export interface Exchange {
  /** Rejects where there is no answer in time, or one that tells of a failure. */
  ask(to: string, body: Body, longest: number): Promise<unknown>
  /** Says what nobody has to answer. */
  tell(to: string, body: Body): void
  readonly stop: Stop
}

interface ExchangeParts {
  readonly wire: Wire
  /** Of the sink. */
  readonly name: string
  answer(from: string, body: Body): Promise<unknown>
}

/** Ours among the messages of the app. */
const mark = 'holdfast.prometheus'

export const createExchange = ({ wire, name, answer }: ExchangeParts): Exchange => {
  /** Another one in this process has other ids. */
  const own = Math.random().toString(36).slice(2)
  const waiting = new Map<string, (message: unknown) => void>()
  let asked = 0

  const post = (to: string, content: object): Promise<void> =>
    wire.post(to, { [mark]: name, ...content })

  const reply = async (from: string, id: unknown, body: Body): Promise<void> => {
    const answered = await answer(from, body).then(
      (value) => ({ value }),
      (error: unknown) => ({ failed: String(property(error, 'message')) }),
    )
    if (id !== undefined) await post(from, { re: id, ...answered })
  }
  const stopListening = wire.onMessage((from, message) => {
    if (property(message, mark) !== name) return
    const [re, id, body] = ['re', 'id', 'body'].map((member) => property(message, member))
    if (typeof re === 'string') waiting.get(re)?.(message)
    // Who asked and is gone needs no answer.
    else if (isBody(body)) void reply(from, id, body).catch(() => undefined)
  })

  return {
    ask: (to, body, longest) =>
      new Promise((resolve, reject) => {
        const id = `${own}-${asked++}`
        const end = (): void => {
          clearTimeout(timer)
          waiting.delete(id)
        }
        const fail = (error: unknown): void => {
          end()
          reject(error)
        }
        const timer = setTimeout(() => fail(noAnswer(name)), longest).unref()
        waiting.set(id, (message) => {
          const failed = property(message, 'failed')
          if (typeof failed === 'string') return fail(new Error(failed))
          end()
          resolve(property(message, 'value'))
        })
        post(to, { id, body }).catch(fail)
      }),
    tell: (to, body) => void post(to, { body }).catch(() => undefined),
    stop: stopListening,
  }
}

const noAnswer = (name: string): Error =>
  new Error(
    `No sink "${name}" of prometheus() answers in the primary, or in the main thread. With gather: false each tells its own.`,
  )

const isBody = (body: unknown): body is Body => typeof property(body, 'kind') === 'string'
