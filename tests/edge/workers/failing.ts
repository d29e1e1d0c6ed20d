import { http, type InvocationContext, type Monitor, withMonitor } from '@holdfast/edge'

interface Env {
  readonly SINK_URL: string
}

type Context = InvocationContext & { readonly monitor: Monitor }

const buy = (): never => {
  throw new TypeError('no stock')
}

const order = (): void => {
  try {
    buy()
  } catch (cause) {
    throw new Error('order failed', { cause })
  }
}

const later = async (): Promise<void> => {
  await null
  buy()
}

const wait = async (): Promise<void> => {
  await later()
}

const each = (): void => {
  for (const fail of [
    () => {
      throw new RangeError('nameless')
    },
  ]) {
    ;[1].forEach(fail)
  }
}

/** A worker may not evaluate code: what is thrown is the refusal. */
const evaluated = (): unknown => new Function('return 1')()

const failures: Readonly<Record<string, () => unknown>> = { order, wait, each, evaluated }

/** Fails as its path says. */
export default withMonitor<Env>(
  (env) => ({ service: 'worker', sinks: [http({ url: env.SINK_URL })] }),
  {
    fetch: async (request, _: Env, { monitor }: Context) => {
      try {
        await failures[new URL(request.url).pathname.slice(1)]?.()
      } catch (error) {
        monitor.captureError(error)
      }
      return new Response('done')
    },
  },
)
