import { describe, it } from 'vitest'
import { answers } from './cases/answers.ts'
import type { Cases } from './cases/cases.ts'
import { connections } from './cases/connections.ts'
import { failures } from './cases/failures.ts'
import { scopes } from './cases/scopes.ts'
import type { Framework } from './framework.ts'

const cases: Cases = { ...answers, ...failures, ...connections, ...scopes }

/** Holds a framework to all that is promised of each. */
export const describeFramework = (framework: Framework): void => {
  const { name, without = {} } = framework
  for (const left of Object.keys(without)) {
    if (!(left in cases)) throw new Error(`There is no case to leave out: ${left}`)
  }
  describe(name, () => {
    for (const [promise, hold] of Object.entries(cases)) {
      const reason = without[promise]
      it.skipIf(reason)(reason ? `${promise} (left out: ${reason})` : promise, () =>
        hold(framework),
      )
    }
  })
}
