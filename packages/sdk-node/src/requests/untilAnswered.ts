/** As much of an answer as tells its end. */
export interface Answer {
  readonly statusCode: number
  once(event: 'finish' | 'close', listener: () => void): unknown
}

/** Calls `fn`, and waits until `answer` is given, or nobody is there to take it. What `fn` throws is thrown at once. */
export const untilAnswered = (answer: Answer, fn: () => void): Promise<{ status?: number }> => {
  const ended = new Promise<{ status?: number }>((resolve) => {
    answer.once('finish', () => resolve({ status: answer.statusCode }))
    answer.once('close', () => resolve({}))
  })
  fn()
  return ended
}
