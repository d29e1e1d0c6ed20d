/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Passes the signals that this process gets on to its child, so that the child decides how it ends.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => NodeJS.Signals | undefined} stops forwarding, and tells which signal came
 */
export function forwardSignals(child) {
  /** @type {NodeJS.Signals | undefined} */
  let received

  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    received = signal
    // A terminal sends Ctrl-C to the whole process group: a second SIGINT would end the child rudely.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }

  for (const signal of forwarded) process.on(signal, onSignal)
  return () => {
    for (const signal of forwarded) process.off(signal, onSignal)
    return received
  }
}
