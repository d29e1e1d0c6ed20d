/** A variable of the environment that is missing or wrong. It never holds the value, which may be a secret. */
export interface EnvProblem {
  readonly variable: string
  readonly missing: boolean
  readonly expected: string
}

/** Variables of the environment that an app cannot work with: each by its name, with what was expected. */
export class HoldfastEnvError extends Error {
  override readonly name: string = 'HoldfastEnvError'
  readonly problems: readonly EnvProblem[]

  constructor(problems: readonly EnvProblem[]) {
    super(
      [
        'These variables of the environment are missing or wrong:',
        ...problems.map(
          ({ variable, missing, expected }) =>
            `  - ${variable}: ${missing ? 'missing, ' : ''}expected ${expected}`,
        ),
      ].join('\n'),
    )
    this.problems = problems
  }
}
