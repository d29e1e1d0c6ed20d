type AsyncStop = () => void | Promise<void>

/** What has been started, to be stopped in the opposite order. */
export interface Stops {
  add(stop: AsyncStop): void
  /** Stops all of it, once; what is added later is stopped at once. */
  runAll(): Promise<void>
}

export const createStops = (): Stops => {
  const stops: AsyncStop[] = []
  let running: Promise<void> | undefined

  const runEach = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
  }
  const runAll = (): Promise<void> => {
    running = (running ?? Promise.resolve()).then(runEach)
    return running
  }

  return {
    add: (stop) => {
      stops.push(stop)
      if (running) void runAll()
    },
    runAll,
  }
}
