export { HoldfastConfigError } from '@holdfast/shared'
export { holdfast, type NestApp } from './nest/holdfast.ts'
export type { HoldfastOptions, WebMonitor } from './requests/doorOptions.ts'
