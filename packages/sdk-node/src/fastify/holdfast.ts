import { type HoldfastOptions, readDoorOptions, type WebMonitor } from '../requests/doorOptions.ts'
import { createHooks, type Hook, type ValueHook } from './createHooks.ts'

/** A plugin for `app.register`, of the app as a whole. */
export type FastifyPlugin = (app: object, options: object, done: () => void) => void

interface FastifyApp {
  addHook(name: 'onRequest' | 'preValidation', hook: Hook): unknown
  addHook(name: 'onSend' | 'onError', hook: ValueHook): unknown
}

/**
 * A plugin for Fastify 5: requests are told by the templates of their routes, and what a route throws, or a hook, is
 * captured with its request. Register it before the routes, once for the app as a whole. Requests of `app.inject`
 * are served as others are.
 *
 * @example
 * const app = fastify()
 * app.register(holdfast(monitor))
 */
export const holdfast = (monitor: WebMonitor, options?: HoldfastOptions): FastifyPlugin => {
  const captures = readDoorOptions(monitor, options)
  const hooks = createHooks(monitor.requests, captures)
  const plugin: FastifyPlugin = (given, _options, done) => {
    const app = given as FastifyApp
    app.addHook('onRequest', hooks.onRequest)
    app.addHook('preValidation', hooks.preValidation)
    app.addHook('onError', hooks.onError)
    app.addHook('onSend', hooks.onSend)
    done()
  }
  return Object.assign(plugin, {
    // For the app, and not for a part of it.
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: 'holdfast',
  })
}
