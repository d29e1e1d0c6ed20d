/** Longer than any chain of promises that passes none of the runtime's own functions. */
const quietTurns = 60

/**
 * Lets promises settle, until for some turns nothing was asked of the runtime.
 *
 * @param activity - grows with each call that is made to the runtime.
 */
export const settleMicrotasks = async (activity: () => number): Promise<void> => {
  for (let seen = Number.NaN; seen !== activity(); ) {
    seen = activity()
    for (let turn = 0; turn < quietTurns; turn++) await Promise.resolve()
  }
}
