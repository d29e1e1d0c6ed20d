import type { NodeMonitor } from '../nodeMonitor.ts'
import { createHooks, type Hook, type ValueHook } from './createHooks.ts'

/** What of Fastify's requests is captured. */
export interface FastifyHoldfastOptions {
  /**
   * Whether an error is captured. `status` is what it asks to be answered with, before the app's own error handler has
   * had its say. Default: those of 500 and above.
   */
  readonly captures?: (error: unknown, status: number) => boolean
}

/** A plugin for `app.register`, of the app as a whole. */
export type FastifyHoldfast = (app: object, options: object, done: () => void) => void

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
export const holdfast = (
  { requests }: Pick<NodeMonitor, 'requests'>,
  { captures = isFault }: FastifyHoldfastOptions = {},
): FastifyHoldfast => {
  const hooks = createHooks(requests, captures)
  const plugin: FastifyHoldfast = (given, _options, done) => {
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

const isFault = (_error: unknown, status: number): boolean => status >= 500
