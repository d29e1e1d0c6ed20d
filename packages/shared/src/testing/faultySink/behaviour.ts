import type { ReadRequest } from './receivedRequest.ts'

/** What the faulty sink does with a request that it has read to the end. */
export type Behaviour =
  /** Answers whole. The signals are taken where the status is 2xx. */
  | {
      readonly do: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /**
   * Answers 200 after that time, and takes the signals only then: where the sender has left by then,
   * nothing is taken.
   */
  | { readonly do: 'answerLate'; readonly milliseconds: number }
  /** Never answers, and takes nothing. The connection stays open until the sink goes down. */
  | { readonly do: 'hang' }
  /** Resets the connection (TCP RST) instead of answering. `took`: it had taken the signals. */
  | { readonly do: 'reset'; readonly took?: boolean }
  /** Takes the signals, sends half of the answer, and breaks the connection. `reset`: with a TCP RST. */
  | { readonly do: 'halfAnswer'; readonly reset?: boolean }
  /** Takes the signals, and answers byte by byte over that time. */
  | { readonly do: 'trickle'; readonly milliseconds: number }

/** Chooses by the request: its size, its dialect, how many came before. */
export type Choice = (request: ReadRequest) => Behaviour

/** What it does when it was told nothing. */
export const healthy: Behaviour = { do: 'answer', status: 200 }

/** Whether the signals of a request count as taken: a sender must then not count on their loss. */
export const takesSignals = (behaviour: Behaviour): boolean => {
  switch (behaviour.do) {
    case 'answer':
      return behaviour.status >= 200 && behaviour.status < 300
    case 'hang':
      return false
    case 'reset':
      return behaviour.took === true
    case 'answerLate':
    case 'halfAnswer':
    case 'trickle':
      return true
  }
}
