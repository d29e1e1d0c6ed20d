import type { Clock } from '@holdfast/shared'
import { createSystemClock } from '@holdfast/shared/web-runtime'

/** The first mention of `performance` loads a dozen modules of Node's, which would be felt in its start. */
const performance = {
  now: (): number => {
    const [seconds, nanoseconds] = process.hrtime()
    return seconds * 1e3 + nanoseconds / 1e6
  },
}

/** The clocks of the process. */
export const createProcessClock = (): Clock => createSystemClock({ Date, performance })
