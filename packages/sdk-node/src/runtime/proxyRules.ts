import type { Kind, Rules } from '@holdfast/shared'
import { parseProxy } from './proxies.ts'

const proxy: Kind<string | false> = {
  expected: 'the http: or https: URL of a proxy, or false',
  is: (value) => value === false || (typeof value === 'string' && parseProxy(value) !== undefined),
}

/** Where it is not given, the environment says. */
export const proxyRules: Rules<{ readonly proxy: string | false | undefined }> = {
  proxy: [proxy],
}
