import type { ConfigProblem } from '../../model/configProblem.ts'
import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'

/** The sink, unless something is wrong with the options that it was made from, or with others. */
export const joinProblems = (
  sink: WireSink | MisconfiguredSink,
  others: readonly ConfigProblem[],
): WireSink | MisconfiguredSink => {
  const own = 'problems' in sink ? sink.problems : []
  const problems = [...own, ...others]
  return problems.length > 0 ? { name: sink.name, problems } : sink
}
