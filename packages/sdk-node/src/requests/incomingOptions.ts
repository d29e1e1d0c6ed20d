import { attempt, type ConfigProblem, problemsOf, property } from '@holdfast/shared'

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

export type IncomingSettings = Required<IncomingOptions>

/** What came of reading the option. Where a part is wrong, its default stands in the settings. */
export interface ReadIncomingOptions {
  /** `false` where nothing is to be watched. */
  readonly settings: IncomingSettings | false
  readonly problems: readonly ConfigProblem[]
}

export const defaults: IncomingSettings = {
  ignore: [],
  query: false,
  requestIdHeader: 'x-request-id',
  answerRequestId: false,
}

const names: readonly string[] = Object.keys(defaults)

/** Reads the option `incoming`, of any shape. It never throws, and repeats no value. */
export const readIncomingOptions = (options: unknown): ReadIncomingOptions => {
  if (options === false) return { settings: false, problems: [] }
  const { ignore, query, requestIdHeader, answerRequestId } = Object.fromEntries(
    Object.entries(defaults).map(([name, byDefault]) => [
      name,
      property(options, name) ?? byDefault,
    ]),
  )
  const isObject = options === undefined || (typeof options === 'object' && options !== null)
  const isList = Array.isArray(ignore) && ignore.every(isPath)
  const isHeader = typeof requestIdHeader === 'string' && /^[\w-]+$/.test(requestIdHeader)
  const unknown = attempt(() => Object.keys(Object(isObject ? options : undefined)), []).filter(
    (name) => !names.includes(name),
  )
  return {
    settings: {
      ignore: isList ? [...ignore] : [],
      query: query === true,
      requestIdHeader: isHeader ? requestIdHeader.toLowerCase() : defaults.requestIdHeader,
      answerRequestId: answerRequestId === true,
    },
    problems: problemsOf([
      [isObject, 'incoming', 'an object, or false'],
      [isList, 'incoming.ignore', 'a list of paths and expressions'],
      [typeof query === 'boolean', 'incoming.query', 'a boolean'],
      [isHeader, 'incoming.requestIdHeader', 'the name of a header'],
      [typeof answerRequestId === 'boolean', 'incoming.answerRequestId', 'a boolean'],
      ...unknown.map((name) => {
        return [false, `incoming.${name.slice(0, 64)}`, `one of ${names.join(', ')}`] as const
      }),
    ]),
  }
}

const isPath = (value: unknown): boolean => typeof value === 'string' || value instanceof RegExp
