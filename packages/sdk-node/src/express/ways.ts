import { property } from '@holdfast/shared'

/** As much of a layer of Express's router as is read. */
export interface Layer {
  readonly route?: unknown
  readonly handle?: unknown
  match(path: string): unknown
}

/** The layers by which a request comes to a route, the outermost first. */
export type Way = readonly Layer[]

/** Deeper than that nobody mounts. */
const deepest = 12

/**
 * All ways from a router to a route. Routers are only looked at, never changed; what a route is mounted on stands in
 * no other place, for `baseUrl` has the values of parameters in it.
 */
export const findWays = (stack: unknown, route: unknown, way: Way = []): readonly Way[] => {
  if (!Array.isArray(stack) || way.length > deepest) return []
  return stack.flatMap((layer: Layer) => {
    const own = property(layer, 'route')
    if (own === route) return [way]
    return own ? [] : findWays(stackOf(property(layer, 'handle')), route, [...way, layer])
  })
}

/** Of a router, or of an app. In Express 4 to ask an app for `router` throws. */
export const stackOf = (router: unknown): unknown =>
  property(router, 'stack') ??
  property(property(router, '_router') ?? property(router, 'router'), 'stack')
