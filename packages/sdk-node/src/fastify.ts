export { HoldfastConfigError } from '@holdfast/shared'
export { type FastifyPlugin, holdfast } from './fastify/holdfast.ts'
export type { HoldfastOptions, WebMonitor } from './requests/doorOptions.ts'
