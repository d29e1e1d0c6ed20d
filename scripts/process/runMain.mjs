import { SetupError } from '../setup/setupError.mjs'

/**
 * Runs the body of a script and makes its result the exit code of the process.
 *
 * @param {() => Promise<number>} main
 * @returns {Promise<void>}
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}\n` : error)
    process.exitCode = 1
  }
}
