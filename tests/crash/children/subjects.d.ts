declare module 'subject:journal' {
  import type { Clock, Scheduler, UsageJournal } from '@holdfast/shared'

  export const createJournal: (parts: {
    readonly service: string
    readonly settings: {
      readonly named: boolean
      readonly directory: string
      readonly maxBytes: number
      readonly maxAge: number
      readonly fsync: 'never' | 'always'
    }
    readonly clock: Clock
    readonly scheduler: Scheduler
    readonly pause: undefined
  }) => UsageJournal
}
