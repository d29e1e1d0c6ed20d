/** One promise of a contract. Any test framework can run it, and so can a page or a worker. */
export interface ContractCase {
  readonly name: string
  /** Rejects where the promise is broken, and says how. */
  readonly run: () => Promise<void>
  /** Why it cannot be asked of this implementation; `undefined` where it can. */
  readonly skipped?: string
}

/** What came of a case. */
export type ContractResult =
  | { readonly name: string; readonly outcome: 'kept' }
  | { readonly name: string; readonly outcome: 'broken'; readonly reason: string }
  | { readonly name: string; readonly outcome: 'skipped'; readonly reason: string }

/**
 * Runs cases one after the other, where there is no test framework: in a worker, in a page.
 *
 * @example
 * const results = await runContract(runtimeContract(createEdgeRuntime, { urls }))
 * return Response.json(results.filter(({ outcome }) => outcome === 'broken'))
 */
export const runContract = async (
  cases: readonly ContractCase[],
): Promise<readonly ContractResult[]> => {
  const results: ContractResult[] = []
  for (const one of cases) results.push(await runCase(one))
  return results
}

const runCase = async ({ name, run, skipped }: ContractCase): Promise<ContractResult> => {
  if (skipped !== undefined) return { name, outcome: 'skipped', reason: skipped }
  try {
    await run()
    return { name, outcome: 'kept' }
  } catch (error) {
    return {
      name,
      outcome: 'broken',
      reason: error instanceof Error ? error.message : String(error),
    }
  }
}

/** A case that needs something which not every home of the implementation has. */
export const caseGiven = <Given>(
  name: string,
  { given, missing }: { readonly given: Given | undefined; readonly missing: string },
  run: (given: Given) => void | Promise<void>,
): ContractCase => ({
  name,
  ...(given === undefined && { skipped: missing }),
  run: async () => {
    if (given === undefined) throw new Error(`skipped: ${missing}`)
    await run(given)
  },
})

/** A case that can be asked of each implementation. */
export const caseOf = (name: string, run: () => void | Promise<void>): ContractCase => ({
  name,
  run: async () => run(),
})
