export { HoldfastConfigError } from '@holdfast/shared'
export {
  type ExpressErrorMiddleware,
  type ExpressMiddleware,
  holdfast,
  holdfastErrors,
} from './express/holdfast.ts'
export type { HoldfastOptions, WebMonitor } from './requests/doorOptions.ts'
export type { RequestMessage } from './requests/exchange.ts'
export type { Answer } from './requests/untilAnswered.ts'
