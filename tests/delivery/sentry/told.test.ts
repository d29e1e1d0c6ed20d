import type { ServerMonitor } from '@holdfast/node'
import type { FaultySink } from '@holdfast/shared/testing'
import type { Envelope } from '@sentry/core'
import { describe, expect, it } from 'vitest'
import { envelopesOf } from '../../harness/readTaken.ts'
import { startSink } from '../../harness/startSink.ts'
import { openMonitor } from '../openMonitor.ts'
import { facts } from './sentSamples.ts'

type Item = Envelope[1][number]

const itemsIn = (backend: FaultySink): readonly Item[] =>
  envelopesOf(backend).flatMap(([, items]) => items as readonly Item[])

const arrived = async (tell: (monitor: ServerMonitor) => unknown): Promise<FaultySink> => {
  const backend = await startSink()
  const monitor = openMonitor({ forSentry: backend, forHttp: backend }, facts)
  tell(monitor)
  await monitor.flush('10s')
  return backend
}

const typesIn = (backend: FaultySink): readonly string[] =>
  itemsIn(backend).map(([{ type }]) => type)

describe('what an app tells a monitor', () => {
  it('arrives: a log line with its user', async () => {
    const backend = await arrived((monitor) =>
      monitor.withScope((scope) => {
        scope.setUser({ id: 'u-1' })
        monitor.log.warn('card 4111 1111 1111 1111 was refused', { attempt: 2 })
      }),
    )
    const [log] = itemsIn(backend).map(([, payload]) => payload)
    expect(log).toMatchObject({
      items: [
        {
          body: expect.not.stringContaining('4111'),
          attributes: {
            attempt: { value: 2 },
            region: { value: 'sa-east-1' },
            'user.id': { value: 'u-1' },
          },
        },
      ],
    })
  })

  it('arrives: an error with its files, in envelopes that name the same event', async () => {
    const picture = Uint8Array.from({ length: 256 }, (_, index) => index)
    const backend = await arrived((monitor) =>
      monitor.captureError(new Error('no stock'), {
        attachments: [
          { name: 'cart.json', content: '{"items":2}', contentType: 'application/json' },
          { name: 'screen.png', content: picture, contentType: 'image/png' },
        ],
      }),
    )
    const envelopes = envelopesOf(backend)
    expect(new Set(envelopes.map(([header]) => header['event_id'])).size).toBe(1)
    const files = itemsIn(backend).filter(([{ type }]) => type === 'attachment')
    expect(files.map(([{ filename }]) => filename)).toEqual(['cart.json', 'screen.png'])
    expect(String(Buffer.from(files[0]?.[1] as Uint8Array))).toBe('{"items":2}')
    expect(Buffer.from(files[1]?.[1] as Uint8Array)).toEqual(Buffer.from(picture))
  })

  it('arrives: feedback, and a check-in that is ended', async () => {
    const backend = await arrived((monitor) => {
      monitor.captureFeedback({ message: 'It is slow.', email: 'ada@example.com' })
      const begunBy = monitor.checkIn('nightly', {
        status: 'inProgress',
        schedule: { every: '10m' },
      })
      monitor.checkIn('nightly', { status: 'ok', begunBy, duration: '2s' })
    })
    expect(typesIn(backend)).toEqual(['feedback', 'check_in', 'check_in'])
    const ids = itemsIn(backend).map(([, payload]) => Reflect.get(Object(payload), 'check_in_id'))
    expect(ids[1]).toBe(ids[2])
  })

  it('is held back where a file is too large, and that is told', async () => {
    const backend = await startSink()
    const monitor = openMonitor({ forSentry: backend, forHttp: backend }, facts)
    const content = 'a word '.repeat(150_000)
    monitor.captureError(new Error('no stock'), { attachments: [{ name: 'dump', content }] })
    await monitor.flush('10s')
    expect(typesIn(backend)).not.toContain('attachment')
    expect(monitor.stats().sinks['sentry']?.attachment).toMatchObject({
      accepted: 1,
      delivered: 0,
      lost: { tooLarge: 1 },
    })
  })
})
