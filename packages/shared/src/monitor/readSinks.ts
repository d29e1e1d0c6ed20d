import type { ConfigProblem } from '../model/configProblem.ts'
import type { UsableSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import { isFilled, text } from './optionKinds.ts'
import type { Kind, Note } from './readRules.ts'
import { withOwnName } from './withOwnName.ts'

/** The sinks that can be used, under names that tell two of a kind apart in the ledger. */
const readSinks = (sinks: readonly unknown[], note: Note): readonly UsableSink[] => {
  const names = new Set<string>()
  return sinks.flatMap((sink, index) => {
    const option = `sinks[${index}]`
    const problems = property(sink, 'problems')
    const isUsable = isSink(sink)
    if (Array.isArray(problems)) {
      for (const problem of problems as readonly ConfigProblem[]) {
        note(`${option}.${problem.option}`, problem.expected)
      }
    } else if (!isUsable) {
      note(option, 'a sink, such as sentry({ dsn })')
      return []
    }
    if (!isFilled(property(sink, 'name'))) note(`${option}.name`, text.expected)
    else if (isUsable) return [withOwnName(sink, names)]
    return []
  })
}

export const sinkList: Kind<readonly UsableSink[]> = {
  expected: 'a list of sinks',
  required: true,
  is: Array.isArray,
  to: readSinks,
}

const isSink = (sink: unknown): sink is UsableSink => {
  const isFunction = (name: string): boolean => typeof property(sink, name) === 'function'
  return (
    isFunction('accepts') &&
    (isFunction('receive') || (isFunction('encode') && isFunction('interpret')))
  )
}
