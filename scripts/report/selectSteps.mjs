import { SetupError } from '../setup/setupError.mjs'

/**
 * The steps that `--only name,name` asks for; all of them without it.
 *
 * @template {{ readonly name: string }} Named
 * @param {readonly Named[]} steps
 * @param {readonly string[]} args
 * @returns {readonly Named[]}
 */
export function selectSteps(steps, args) {
  const position = args.indexOf('--only')
  if (position === -1) return steps
  const names = (args[position + 1] ?? '').split(',')
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length === 0) return steps.filter((step) => names.includes(step.name))
  const known = steps.map((step) => step.name).join(', ')
  throw new SetupError(`--only: no step is called "${unknown.join('", "')}". There are: ${known}.`)
}
