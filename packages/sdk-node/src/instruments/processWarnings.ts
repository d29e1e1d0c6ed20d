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
        const name = String(property(warning, 'name') ?? 'Warning')
        const code = property(warning, 'code')
        const message = String(property(warning, 'message') ?? warning)
        // One that counts, as that of too many listeners does, is the same with each number.
        const kind = message.slice(0, longestKey).replace(/\d+/g, '0')
        if (!known.add(`${name}\n${String(code)}\n${kind}`.slice(0, longestKey))) return
        const attributes = {
          'warning.name': name,
          ...(code !== undefined && { 'warning.code': String(code) }),
        }
        capture.captureFact({ kind: 'log', severity: 'warn', message, attributes })
      }, undefined)
    process.on('warning', onWarning)
    return () => {
      process.off('warning', onWarning)
    }
  },
})
