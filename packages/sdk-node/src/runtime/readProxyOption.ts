import type { ConfigProblem } from '@holdfast/shared'
import { parseProxy } from './proxies.ts'

/** What came of reading the option. */
interface ReadProxyOption {
  /** `undefined` where the environment says. */
  readonly proxy: string | false | undefined
  readonly problems: readonly ConfigProblem[]
}

/** Reads the option `proxy`, of any shape. It never throws, and repeats no value. */
export const readProxyOption = (given: unknown): ReadProxyOption => {
  if (given === undefined || given === false) return { proxy: given, problems: [] }
  if (typeof given === 'string' && parseProxy(given)) return { proxy: given, problems: [] }
  const expected = 'the http: or https: URL of a proxy, or false'
  return { proxy: undefined, problems: [{ option: 'proxy', expected }] }
}
