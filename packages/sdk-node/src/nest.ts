export { holdfast, type NestAppLike, type NestHoldfastOptions } from './nest/holdfast.ts'
