import { expect, it, onTestFinished } from 'vitest'
import { init } from '../init.ts'
import { memorySink } from '../sinks/memorySink.ts'

const startMonitor = () => {
  const sink = memorySink()
  const monitor = init({ service: 'late', sinks: [sink], store: false, globalErrors: false })
  onTestFinished(async () => void (await monitor.close()))
  const routesTold = async () => {
    await monitor.flush()
    return sink.signals.flatMap((signal) => {
      if (signal.kind === 'error') return [signal.scope.contexts['request']]
      const isDuration = signal.kind === 'metric' && signal.name.endsWith('request.duration')
      return isDuration ? [signal.attributes] : []
    })
  }
  return { monitor, routesTold }
}

const message = { method: 'GET', url: '/users/7', headers: {} }

it('asks for a route that becomes known later, at each error and at the end', async () => {
  const { monitor, routesTold } = startMonitor()
  let route: string | undefined
  monitor.requests.serve(message, () => {
    monitor.requests.current()?.setRoute(() => route)
    monitor.requests.current()?.scope.setUser({ id: 'ada' })
    monitor.captureMessage('before')
    route = '/users/:user'
    monitor.captureMessage('after')
    route = '/users/:id'
  })
  const [before, ...others] = await routesTold()
  expect(before).not.toHaveProperty('route')
  expect(others).toMatchObject([{ route: '/users/:user' }, { 'http.route': '/users/:id' }])
})

it.each([
  [
    'throws',
    () => {
      throw new Error('unknown')
    },
  ],
  ['gives no text', () => 7 as unknown as string],
])('has no route of one that %s', async (_, route) => {
  const { monitor, routesTold } = startMonitor()
  monitor.requests.serve(message, () => {
    monitor.requests.current()?.setRoute(route)
    monitor.captureMessage('told')
  })
  for (const told of await routesTold()) {
    expect(told).not.toHaveProperty('route')
    expect(told).not.toHaveProperty(['http.route'])
  }
})
