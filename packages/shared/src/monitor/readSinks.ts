import type { ConfigProblem } from '../model/configProblem.ts'
import type { UsableSink } from '../ports/sink.ts'
import { property } from '../primitives/attempt.ts'
import type { OptionReader } from './createOptionReader.ts'
import { text } from './optionKinds.ts'

/** The sinks that can be used, under names that tell two of a kind apart in the ledger. */
export const readSinks = (
  reader: OptionReader,
  sinks: readonly unknown[],
): readonly UsableSink[] => {
  const names = new Set<string>()
  return sinks.flatMap((sink, index) => {
    const option = `sinks[${index}]`
    const problems = property(sink, 'problems')
    if (Array.isArray(problems)) {
      for (const problem of problems as readonly ConfigProblem[]) {
        reader.note(`${option}.${problem.option}`, problem.expected)
      }
    } else if (!isSink(sink)) {
      reader.note(option, 'a sink, such as sentry({ … }) or http({ … })')
      return []
    }
    if (text.parse(property(sink, 'name')) === undefined) {
      reader.note(`${option}.name`, text.expected)
      return []
    }
    return isSink(sink) ? [withOwnName(sink, names)] : []
  })
}

const isSink = (sink: unknown): sink is UsableSink => {
  const isFunction = (name: string): boolean => typeof property(sink, name) === 'function'
  return (
    isFunction('accepts') &&
    (isFunction('receive') || (isFunction('encode') && isFunction('interpret')))
  )
}

const withOwnName = (sink: UsableSink, taken: Set<string>): UsableSink => {
  let name = sink.name
  for (let count = 2; taken.has(name); count++) name = `${sink.name}-${count}`
  taken.add(name)
  return name === sink.name ? sink : rename(sink, name)
}

/** By delegation: a sink of the user's own may be of a class, with members that are private. */
const rename = (sink: UsableSink, name: string): UsableSink => {
  const accepts: UsableSink['accepts'] = (signal) => sink.accepts(signal)
  return 'encode' in sink
    ? {
        name,
        accepts,
        encode: (signals, sentAt, losses) => sink.encode(signals, sentAt, losses),
        interpret: (answer, now) => sink.interpret(answer, now),
      }
    : { name, accepts, receive: (signals) => sink.receive(signals) }
}
