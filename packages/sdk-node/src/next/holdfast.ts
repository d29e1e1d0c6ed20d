import type { Json } from '@holdfast/shared'
import type { NodeMonitor } from '../nodeMonitor.ts'

/** As much of a request as Next tells of one that failed. */
export interface NextErrorRequest {
  readonly path: string
  readonly method: string
}

/** Where in Next a request failed. */
export interface NextErrorContext {
  readonly routePath: string
  readonly routeType: string
  readonly routerKind?: string
  readonly renderSource?: string | undefined
  readonly revalidateReason?: string | undefined
}

/** What `instrumentation.ts` exports. */
export interface NextInstrumentation {
  readonly register: () => Promise<void>
  readonly onRequestError: (
    error: unknown,
    request: NextErrorRequest,
    context: NextErrorContext,
  ) => Promise<void>
}

/**
 * For `instrumentation.ts` of a Next app: requests are followed from its start, and what a page throws, a route handler
 * or an action, is captured with its request. `redirect`, `notFound` and the like are no errors. On the edge, where
 * there is no monitor of Node, it does nothing.
 *
 * @param load - gives the monitor, or nothing on the edge.
 * @example
 * export const { register, onRequestError } = holdfast(async () => {
 *   if (process.env.NEXT_RUNTIME === 'nodejs') return (await import('./monitor')).monitor
 * })
 */
export const holdfast = (
  load: () => Promise<Pick<NodeMonitor, 'requests' | 'captureError'> | undefined>,
): NextInstrumentation => ({
  register: async () => {
    await load()
  },
  onRequestError: async (error, request, context) => {
    if (isControlFlow(error)) return
    const monitor = await load()
    if (!monitor) return
    const digest = digestOf(error)
    const { routePath, routeType, renderSource, revalidateReason } = context
    // By its digest, what a visitor was shown leads here.
    const next = withoutUnknown({ routeType, renderSource, revalidateReason, digest })
    const route = served.includes(routeType) ? routePath : undefined
    const current = monitor.requests.current()
    if (!current) {
      const { path, method } = request
      const facts = withoutUnknown({ method, url: path.replace(/[?#].*/s, ''), route })
      monitor.captureError(error, { contexts: { next, request: facts } })
      return
    }
    if (route !== undefined) current.setRoute(route)
    current.scope.setContext('next', next)
    current.captureError(error)
  },
})

/** Of a proxy, Next tells its file as the route. */
const served: readonly string[] = ['render', 'route', 'action']

/** Next throws to itself, too. */
const isControlFlow = (error: unknown): boolean =>
  /^(NEXT_|DYNAMIC_SERVER_USAGE|BAILOUT_TO_CLIENT|HANGING_PROMISE)/.test(digestOf(error) ?? '')

const digestOf = (error: unknown): string | undefined => {
  // Nothing of ours is imported here: for the edge, this file is bundled, too.
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  return typeof digest === 'string' ? digest : undefined
}

const withoutUnknown = (facts: Readonly<Record<string, string | undefined>>): Json =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])),
  )
