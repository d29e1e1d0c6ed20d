import { flag, groupOrFalse, type Kind, patterns, type Rules } from '@holdfast/shared'

/** How the requests that a process serves are watched. */
export interface IncomingOptions {
  /**
   * Paths of which nothing is counted or timed, such as those of probes: a text is a whole path, without its query.
   * Errors are captured all the same. Default: none.
   */
  readonly ignore?: readonly (string | RegExp)[]
  /**
   * Whether the address of a request is told with its query, whose values are scrubbed as everywhere. Not all in it need
   * be a value. Default: `false`.
   */
  readonly query?: boolean
  /** Where a request's id is taken from. Default: `'x-request-id'`. */
  readonly requestIdHeader?: string
  /** Whether answers tell the id, under the same header. Default: `false`. */
  readonly answerRequestId?: boolean
}

/** The same, with the defaults in the place of what was not given. */
export type IncomingSettings = Required<IncomingOptions>

export const defaults: IncomingSettings = {
  ignore: [],
  query: false,
  requestIdHeader: 'x-request-id',
  answerRequestId: false,
}

const headerName: Kind<string> = {
  expected: 'the name of a header',
  is: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  to: (name: string) => name.toLowerCase(),
}

export const incomingRules: Rules<{ readonly incoming: IncomingSettings | false }> = {
  incoming: [
    groupOrFalse,
    {},
    {
      ignore: [patterns, defaults.ignore],
      query: [flag, defaults.query],
      requestIdHeader: [headerName, defaults.requestIdHeader],
      answerRequestId: [flag, defaults.answerRequestId],
    },
  ],
}
