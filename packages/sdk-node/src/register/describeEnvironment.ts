import { known, type ReadEnvironment } from './readEnvironment.ts'

/** What is to be said of the environment, in one piece; `undefined` where there is nothing. */
export const describeEnvironment = ({
  state,
  problems,
  unknown,
}: ReadEnvironment): string | undefined => {
  if (state === 'disabled') return undefined
  const lines: string[] = []
  if (state === 'unset') {
    lines.push('Not monitoring: set HOLDFAST_SENTRY_DSN or HOLDFAST_HTTP_URL in the environment.')
  }
  if (state === 'wrong') {
    lines.push('Not monitoring, for these variables of the environment are missing or wrong:')
    lines.push(...problems.map(({ variable, expected }) => `  - ${variable}: expected ${expected}`))
  }
  if (unknown.length > 0) {
    lines.push(`Not known, and ignored: ${unknown.slice(0, 10).map(inPlain).join(', ')}.`)
    lines.push(`Known are ${known.join(', ')}.`)
  }
  return lines.length > 0 ? `[holdfast] ${lines.join('\n')}` : undefined
}

/** A name may hold anything but an equals sign. */
const inPlain = (name: string): string => name.slice(0, 64).replaceAll(/\W/g, '?')
