export { type EnvKinds, env } from './env/env.ts'
export type {
  EnvNumberOptions,
  EnvOptions,
  EnvTextOptions,
  EnvUrlOptions,
  EnvValue,
  EnvVariable,
  Needed,
} from './env/envVariable.ts'
export { type EnvProblem, HoldfastEnvError } from './env/holdfastEnvError.ts'
export type { StandardSchemaLike } from './env/standardSchema.ts'
export { type Env, type EnvSchema, validateEnv } from './env/validateEnv.ts'
