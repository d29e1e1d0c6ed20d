import { describe, expect, it } from 'vitest'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

describe('a monitor', () => {
  it('keeps the user that the app has set on purpose', async () => {
    const { monitor, signals } = setUpMonitor()
    const user = { id: '4111111111111111', name: 'jane@example.com', email: 'jane@example.com' }
    monitor.withScope((scope) => {
      scope.setUser(user)
      monitor.captureMessage('jane@example.com')
    })
    const [signal] = await signals()
    expect(signal).toMatchObject({ message: '[email]', scope: { user } })
  })

  it('leaves everything as it is where scrubbing is off', async () => {
    const { monitor, signals } = setUpMonitor({ scrub: false })
    const contexts = { own: { password: 'hunter2' } }
    monitor.captureMessage('jane@example.com', { contexts })
    expect(await signals()).toMatchObject([{ message: 'jane@example.com', scope: { contexts } }])
  })

  it('takes what the app says of what is private, and of what is not', async () => {
    const scrub = { keys: ['plate'], patterns: [/seat-\d/g], allow: ['pin', 'page'] }
    const { monitor, signals } = setUpMonitor({ scrub })
    const contexts = { own: { plate: 'B-X 1', pin: 'map' } }
    monitor.captureMessage('/?page=2&q=3 seat-1 seat-2', { contexts })
    expect(await signals()).toMatchObject([
      {
        message: '/?page=2&q=[scrubbed] [scrubbed] [scrubbed]',
        scope: { contexts: { own: { plate: '[scrubbed]', pin: 'map' } } },
      },
    ])
  })

  it('shows its hooks nothing private', async () => {
    const seen: string[] = []
    const { monitor, signals } = setUpMonitor({
      beforeCapture: (signal) => {
        seen.push(JSON.stringify(signal))
        return signal
      },
    })
    monitor.captureError(Object.assign(new Error('for jane@example.com'), { token: 'abc' }))
    await signals()
    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('for [email]')
    expect(seen[0]).toContain('"token":"[scrubbed]"')
  })
})
