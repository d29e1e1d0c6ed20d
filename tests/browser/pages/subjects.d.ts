declare module 'subject:runtime' {
  import type { Runtime } from '@holdfast/shared'

  export const createBrowserRuntime: (page: Window & typeof globalThis) => Runtime
}

declare module 'subject:globalErrors' {
  import type { Instrument } from '@holdfast/shared'

  export const globalErrors: (page: Window) => Instrument
}
