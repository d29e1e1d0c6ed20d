export { HoldfastConfigError } from '@holdfast/shared'
export { type HonoContext, type HonoMiddleware, holdfast } from './hono/holdfast.ts'
export type { HoldfastOptions, WebMonitor } from './requests/doorOptions.ts'
