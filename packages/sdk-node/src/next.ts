export {
  holdfast,
  type NextErrorContext,
  type NextErrorRequest,
  type NextInstrumentation,
} from './next/holdfast.ts'
export { once } from './next/once.ts'
