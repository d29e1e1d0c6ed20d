import type { HttpOptions } from '../http/httpOptions.ts'

/** Those of `http()` that mean the same to whatever is made of it for usage. */
export type UsageSinkOptions = Pick<
  HttpOptions<'usage'>,
  'headers' | 'name' | 'accepts' | 'compress' | 'batch'
>
