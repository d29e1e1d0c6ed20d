import { parseArgs } from 'node:util'
import { playOnce } from '../once/playOnce.ts'
import { startDemo } from './startDemo.ts'
import { createStops } from './stops.ts'

const codeAfterInterrupt = 130

/** Runs the demo until it is interrupted or, with `--once`, until its scenario has been played. */
export const main = async (args: readonly string[]): Promise<number> => {
  const { once, screenshot } = readOptions(args)
  const stops = createStops()

  const run = async (onDeath: (error: Error) => void): Promise<number> => {
    const demo = await startDemo({ stops, onDeath })
    if (once) return playOnce({ demo, stops, screenshot })
    console.log(`\nThe shop is open: ${demo.pageUrl}\nCtrl-C closes it.\n`)
    return new Promise(() => undefined)
  }

  try {
    return await new Promise<number>((resolve, reject) => {
      onInterrupt(() => resolve(once ? codeAfterInterrupt : 0))
      run(reject).then(resolve, reject)
    })
  } finally {
    await stops.runAll()
  }
}

const readOptions = (
  args: readonly string[],
): { readonly once: boolean; readonly screenshot: string | undefined } => {
  const { values } = parseArgs({
    // pnpm, unlike npm, hands on the `--` that separates its own options from ours.
    args: args.filter((argument) => argument !== '--'),
    options: { once: { type: 'boolean', default: false }, screenshot: { type: 'string' } },
  })
  return { once: values.once, screenshot: values.screenshot }
}

/** The listeners stay: a second Ctrl-C must not cut off the stopping of child processes. */
const onInterrupt = (listener: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener)
}
