import { attempt, type ConfigProblem, problemsOf, property } from '@holdfast/shared'
import type { OutgoingSettings } from './outgoingOptions.ts'

/** What came of reading the option. Where a part is wrong, its default stands in the settings. */
export interface ReadOutgoingOptions {
  /** `false` where nothing is to be told of calls. */
  readonly settings: OutgoingSettings | false
  readonly problems: readonly ConfigProblem[]
}

const names: readonly string[] = ['breadcrumbs', 'maxHosts']

/** Reads the option `outgoing`, of any shape. It never throws, and repeats no value. */
export const readOutgoingOptions = (outgoing: unknown): ReadOutgoingOptions => {
  if (outgoing === false) return { settings: false, problems: [] }
  const isObject = typeof outgoing === 'object' && outgoing !== null
  const breadcrumbs = property(outgoing, 'breadcrumbs') ?? true
  const maxHosts = property(outgoing, 'maxHosts') ?? 100
  const isFlag = typeof breadcrumbs === 'boolean'
  const isCount =
    Number.isSafeInteger(maxHosts) && Number(maxHosts) >= 1 && Number(maxHosts) <= 1_000
  const given = isObject ? attempt(() => Object.keys(outgoing), []) : []
  const problems = problemsOf([
    [isObject || outgoing === undefined, 'outgoing', 'an object, or false'],
    [isFlag, 'outgoing.breadcrumbs', 'a boolean'],
    [isCount, 'outgoing.maxHosts', 'a whole number from 1 to 1000'],
    ...given.map((name) => {
      const expected = `one of ${names.map((known) => `outgoing.${known}`).join(', ')}`
      return [names.includes(name), `outgoing.${name.slice(0, 64)}`, expected] as const
    }),
  ])
  return {
    settings: {
      breadcrumbs: isFlag ? breadcrumbs : true,
      maxHosts: isCount ? Number(maxHosts) : 100,
    },
    problems,
  }
}
