import { attempt, property } from '@holdfast/shared'
import { findWays, mountOf, stackOf, templateOf } from './templates.ts'

/** Tells the route of a request, once Express has found it; `app` is the one that the request came to first. */
export type RouteOf = (request: object, app: unknown) => string | undefined

type Ways = ReturnType<typeof findWays>

/** In the place of what a route is mounted on where that cannot be found: behind a function of the app's own. */
const somewhere = '/*'

export const createRoutes = (): RouteOf => {
  /** By app and route: while an app serves, its routers stand still. */
  const known = new WeakMap<object, WeakMap<object, Ways>>()

  const waysTo = (app: object, route: object): Ways => {
    const ofApp = known.get(app) ?? new WeakMap<object, Ways>()
    known.set(app, ofApp)
    const ways = ofApp.get(route) ?? findWays(stackOf(app), route)
    ofApp.set(route, ways)
    return ways
  }
  const mountIn = (app: unknown, route: object, path: string): string | undefined => {
    if (typeof app !== 'function') return undefined
    const above = pathOfApp(app)
    const beneath = withoutParts(path, above)
    for (const way of waysTo(app, route)) {
      const mount = mountOf(way, beneath)
      if (mount !== undefined) return above + mount
    }
    return undefined
  }

  return (request, app) => {
    const route = property(request, 'route')
    if (typeof route !== 'object' || route === null) return undefined
    const path = String(property(request, 'originalUrl') ?? '').replace(/[?#].*/s, '')
    const mount =
      mountIn(app, route, path) ?? mountIn(property(request, 'app'), route, path) ?? somewhere
    const template = mount + templateOf(property(route, 'path'))
    return template.replace(/(?<=.)\/$/, '') || '/'
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
