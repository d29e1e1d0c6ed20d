import { attempt, createRecentIds, type Instrument, property } from '@holdfast/shared'

/** Of which it is remembered that they were told. */
const mostKnown = 100
const longestKey = 1_000

/** Tells each warning of Node and of the app once, as a line of the log. Node prints them as ever. */
export const processWarnings = (process: NodeJS.Process): Instrument => ({
  name: 'processWarnings',
  start: (capture) => {
    const known = createRecentIds(mostKnown)
    const onWarning = (warning: unknown): void =>
      attempt(() => {
        const [name, code, message] = ['name', 'code', 'message'].map((one) =>
          property(warning, one),
        )
        if (!known.add([name, code, message].map(String).join('\n').slice(0, longestKey))) return
        capture.captureFact({
          kind: 'log',
          severity: 'warn',
          message: String(message ?? warning),
          attributes: {
            'warning.name': String(name ?? 'Warning'),
            ...(code !== undefined && { 'warning.code': String(code) }),
          },
        })
      }, undefined)
    process.on('warning', onWarning)
    return () => {
      process.off('warning', onWarning)
    }
  },
})
