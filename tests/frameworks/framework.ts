import type { Server } from 'node:http'
import type { NodeMonitor } from '@holdfast/node'

/** An app that is being served, on loopback. */
export interface OpenApp {
  readonly server: Server
  close(): Promise<void>
}

/**
 * A framework, and an app in it, by which all are judged alike. Of each request that has `x-user` the app sets that as
 * the scope's user, in the first of its own middlewares, before any body is read. What it serves:
 *
 * - `GET /answered`: `answered`, by a middleware, before any route.
 * - `GET /users/:user`: the user.
 * - `GET /teams/:team/members/:member`: the member, by a router of its own, mounted under a parameter.
 * - `GET /teams/:team/broken`: throws `Error('broken')` there.
 * - `GET /told/:what`: captures the message `told`, and answers it.
 * - `GET /sync`, `GET /async`: throws, at once or after a wait, an error of that name.
 * - `GET /passed`: gives `Error('passed')` to the framework in its own way, such as `next(error)`.
 * - `GET /refused`, `GET /unavailable`: throws an error of that name, and of the status 422 or 503.
 * - `GET /handled`: throws `Error('handled')`, which the app's own error handler captures, too.
 * - `GET /primitive`: throws `'a text'`.
 * - `GET /late`: writes `begun`, and then throws `Error('late')`.
 * - `GET /streamed`: `one`, `two`, `three`, in chunks.
 * - `GET /endless`: chunks, until the client has gone.
 * - `POST /parsed`: reads JSON by the framework's parser, and throws `Error('parsed')`.
 * - `GET /mine/:name`: waits for up to 20 ms, twice, and throws an error of that name.
 *
 * The app's error handler answers with the error's status, or 500.
 */
export interface Framework {
  readonly name: string
  /** The template, as the framework spells it, of what is called `/users/:user` above. */
  readonly spell?: (template: string) => string
  /** Cases that mean nothing in it, by name, each with the reason. */
  readonly without?: Readonly<Record<string, string>>
  open(monitor: NodeMonitor): Promise<OpenApp>
}
