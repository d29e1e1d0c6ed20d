export {
  type ExpressErrorMiddleware,
  type ExpressMiddleware,
  holdfast,
  holdfastErrors,
} from './express/holdfast.ts'
export type { ErrorOptions, WebMonitor } from './requests/errorOptions.ts'
export type { RequestMessage } from './requests/exchange.ts'
export type { Answer } from './requests/untilAnswered.ts'
