export { type HonoContext, type HonoMiddleware, holdfast } from './hono/holdfast.ts'
export type { ErrorOptions, WebMonitor } from './requests/errorOptions.ts'
