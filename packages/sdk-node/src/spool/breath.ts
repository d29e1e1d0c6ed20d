import { type Clock, type Milliseconds, milliseconds, until } from '@holdfast/shared'

/** So long something works at once; then the host has its turn. */
const turnLength = 5

/** To be awaited between the steps of long work: it waits only where the host was kept long. */
export const createBreath = (
  clock: Clock,
  wait: (delay: Milliseconds) => Promise<void>,
): (() => Promise<void>) => {
  let began = clock.now()
  return async () => {
    if (until(clock.now(), began) < turnLength) return
    await wait(milliseconds(0))
    began = clock.now()
  }
}
