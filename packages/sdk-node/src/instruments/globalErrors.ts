import type { Capture, Instrument, Stop } from '@holdfast/shared'
import { listenAlong } from './listenAlong.ts'

/**
 * Captures what nobody caught, and changes neither whether nor how the process ends.
 *
 * An unhandled rejection becomes an uncaught exception by default, which the monitor event shows us.
 * It does not where the app listens to `unhandledRejection`; then we listen along. Were we to listen
 * alone, the process would live on.
 */
export const globalErrors = (process: NodeJS.Process): Instrument => ({
  name: 'globalErrors',
  start: (capture) => {
    const onUncaught = (error: unknown, origin: string): void =>
      capture.captureError(error, {
        type: origin === 'unhandledRejection' ? origin : 'uncaughtException',
        handled: false,
      })
    process.on('uncaughtExceptionMonitor', onUncaught)
    const stopRejections = startRejections(process, capture)
    return () => {
      process.off('uncaughtExceptionMonitor', onUncaught)
      stopRejections()
    }
  },
})

const startRejections = (process: NodeJS.Process, capture: Capture): Stop => {
  const onRejection = (reason: unknown): void =>
    capture.captureError(reason, { type: 'unhandledRejection', handled: false })
  if (!livesOnAfterRejections(process))
    return listenAlong(process, 'unhandledRejection', onRejection)
  process.on('unhandledRejection', onRejection)
  return () => {
    process.off('unhandledRejection', onRejection)
  }
}

/** In these modes a listener of ours changes nothing: https://nodejs.org/api/cli.html */
const livesOnAfterRejections = ({ execArgv, env }: NodeJS.Process): boolean => {
  // The command line wins over the environment, and the last word over those before it.
  const said = [env['NODE_OPTIONS'], ...execArgv].join(' ')
  const modes = [...said.matchAll(/--unhandled[-_]rejections[= ]([\w-]+)/g)]
  return ['warn', 'none'].includes(modes.at(-1)?.[1] ?? '')
}
