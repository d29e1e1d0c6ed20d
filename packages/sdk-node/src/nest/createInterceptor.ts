import { attempt, property } from '@holdfast/shared'
import type { Requests } from '../requests/createRequests.ts'
import type { Verdicts } from './createVerdicts.ts'
import type { PlainRequest } from './plainHttp.ts'

interface ExecutionContext {
  getType(): string
  getArgByIndex(index: number): unknown
}

/** As much of an observable of RxJS as is asked for. */
interface Source {
  subscribe(observer: Observer): unknown
}

interface Observer {
  next(value: unknown): void
  error(error: unknown): void
  complete(): void
}

/** Sees what handlers throw, and pipes, before a filter of the app answers it. */
export const createInterceptor = ({ current }: Requests, { seen }: Verdicts): object => ({
  intercept: (context: ExecutionContext, next: { handle(): Source }): object => {
    const request = context.getArgByIndex(0) as PlainRequest
    const served = attempt(() => current(), undefined)
    if (!served) return next.handle()
    const isHttp = context.getType() === 'http'
    const path = isHttp ? property(property(request, 'route'), 'path') : undefined
    if (typeof path === 'string') served.setRoute(path)
    const source = next.handle()
    const subscribe = (observer: Observer): unknown =>
      source.subscribe({
        next: (value) => observer.next(value),
        error: (error) => {
          seen(served, error)
          observer.error(error)
        },
        complete: () => observer.complete(),
      })
    const observable = { subscribe }
    // By either name RxJS takes it for one of its own.
    return { [Object(Symbol).observable ?? '@@observable']: () => observable }
  },
})
