/** Does something again and again, with a pause after each time, until it is stopped. */
export const startRepeating = (pauseMs: number, work: () => Promise<void>): (() => void) => {
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const turn = async (): Promise<void> => {
    await work()
    if (!stopped) timer = setTimeout(turn, pauseMs)
  }
  timer = setTimeout(turn, 0)

  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
