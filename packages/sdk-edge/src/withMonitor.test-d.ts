import type { ServerMonitor, Stats } from '@holdfast/shared'
import { expectTypeOf, it } from 'vitest'
import { type InvocationContext, withMonitor } from './withMonitor.ts'

interface Env {
  readonly DSN: string
}

interface PlatformContext extends InvocationContext {
  passThroughOnException(): void
}

it('infers the bindings from the options, and gives the monitor with the context', () => {
  const worker = withMonitor((env: Env) => ({ service: env.DSN, sinks: [] }), {
    fetch: (request, env, context) => {
      expectTypeOf(request).toEqualTypeOf<Request>()
      expectTypeOf(env).toEqualTypeOf<Env>()
      expectTypeOf(context.monitor).toEqualTypeOf<ServerMonitor>()
      return new Response()
    },
  })
  expectTypeOf(worker.stats()).toEqualTypeOf<Stats>()
})

it("keeps what the platform's own context has", () => {
  withMonitor<Env, PlatformContext>(
    { service: 'resize', sinks: [] },
    {
      scheduled: (_event, _env, context) => context.passThroughOnException(),
    },
  )
})
