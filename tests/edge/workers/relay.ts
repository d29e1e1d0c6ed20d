import { http, type InvocationContext } from '@holdfast/edge'
import { type EdgeRelay, relay } from '@holdfast/edge/relay'

interface Env {
  readonly SINK_URL: string
  readonly SINK_DSN: string
}

let opened: EdgeRelay | undefined

const open = (env: Env): EdgeRelay => {
  opened ??= relay({
    service: 'site',
    sinks: [http({ url: env.SINK_URL })],
    forwardTo: [env.SINK_DSN],
    trust: { header: 'cf-connecting-ip' },
    clientIp: 'mask',
    maxBytes: 200_000,
    bodyTimeout: '1s',
  })
  return opened
}

export default {
  fetch: (request: Request, env: Env, context: InvocationContext): Response | Promise<Response> =>
    new URL(request.url).pathname === '/stats'
      ? Response.json(open(env).stats())
      : open(env).fetch(request, context),
}
