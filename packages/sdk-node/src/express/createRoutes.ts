import { attempt, property } from '@holdfast/shared'
import { mountOf } from './mountOf.ts'
import { templateOf } from './templateOf.ts'
import { findWays, stackOf, type Way } from './ways.ts'

/** Tells the route of a request, once Express has found it; `app` is the one that the request came to first. */
export type RouteOf = (request: object, app: unknown) => string | undefined

/** In the place of what a route is mounted on where that cannot be found: behind a function of the app's own. */
const somewhere = '/*'

export const createRoutes = (): RouteOf => {
  /** By app and route: while an app serves, its routers stand still. */
  const known = new WeakMap<object, WeakMap<object, readonly Way[]>>()

  const waysTo = (app: object, route: object): readonly Way[] => {
    const ofApp = known.get(app) ?? new WeakMap<object, readonly Way[]>()
    known.set(app, ofApp)
    const ways = ofApp.get(route) ?? findWays(stackOf(app), route)
    ofApp.set(route, ways)
    return ways
  }
  const mountIn = (app: unknown, route: object, path: string): string | undefined => {
    if (typeof app !== 'function') return undefined
    const above = pathOfApp(app)
    const mount = mountOf(waysTo(app, route), withoutParts(path, above))
    return mount === undefined ? undefined : above + mount
  }

  return (request, app) => {
    const route = property(request, 'route')
    if (typeof route !== 'object' || route === null) return undefined
    const path = String(property(request, 'originalUrl') ?? '').replace(/[?#].*/s, '')
    const mount =
      mountIn(app, route, path) ?? mountIn(property(request, 'app'), route, path) ?? somewhere
    return mount + templateOf(property(route, 'path')) || '/'
  }
}

/** What an app within another is mounted on, as it was written. */
const pathOfApp = (app: object): string => {
  const path = property(app, 'path')
  const text = typeof path === 'function' ? attempt(() => Reflect.apply(path, app, []), '') : ''
  return String(text).replace(/\/+$/, '')
}

/** A path without as many parts as `above` has. */
const withoutParts = (path: string, above: string): string => {
  const parts = path.split('/').slice(above.split('/').length)
  return `/${parts.join('/')}`
}
