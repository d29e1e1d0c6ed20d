/** As much of an answer as tells its end. */
export interface Answer {
  readonly statusCode: number
  readonly headersSent: boolean
  once(event: 'finish' | 'close', listener: () => void): unknown
}

/** How an answer ended; without a status where none was sent. */
export interface Answered {
  readonly status?: number
  /** Nobody was there to take all of it. */
  readonly aborted?: boolean
}

/** Calls `fn`, and waits until `answer` is given, or nobody is there to take it. What `fn` throws is thrown at once. */
export const untilAnswered = (answer: Answer, fn: () => void): Promise<Answered> => {
  const status = (): Answered => (answer.headersSent ? { status: answer.statusCode } : {})
  const ended = new Promise<Answered>((resolve) => {
    answer.once('finish', () => resolve(status()))
    answer.once('close', () => resolve({ ...status(), aborted: true }))
  })
  fn()
  return ended
}
