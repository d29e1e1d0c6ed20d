declare module 'subject:runtime' {
  import type { Runtime } from '@holdfast/shared'

  export const createEdgeRuntime: () => Runtime
}
