import { parseArgs } from 'node:util'
import { playOnce } from '../once/playOnce.ts'
import type { Outcome } from './outcome.ts'
import { startDemo } from './startDemo.ts'
import { createStops } from './stops.ts'

const interrupted: Outcome = { code: 130, report: '' }
const closed: Outcome = { code: 0, report: 'The shop is closed.' }

/**
 * Runs the demo until it is interrupted or, with `--once`, until its scenario has been played.
 *
 * @returns the exit code.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { once, screenshot } = readOptions(args)
  const stops = createStops()

  const run = async (end: (outcome: Outcome) => void): Promise<void> => {
    const onDeath = (report: string): void => end({ code: 1, report })
    const demo = await startDemo({ stops, onDeath })
    if (once) return end(await playOnce({ demo, stops, screenshot }))
    console.log(`\nThe shop is open: ${demo.pageUrl}\nCtrl-C closes it.\n`)
  }

  try {
    const { code, report } = await new Promise<Outcome>((resolve, reject) => {
      onInterrupt(() => resolve(once ? interrupted : closed))
      run(resolve).catch(reject)
    })
    console.log(report)
    return code
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
