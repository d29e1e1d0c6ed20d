import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { http, init, type NodeOptions } from '@holdfast/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { errorsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/'

const openPlace = () => {
  const folder = createTemporaryFolder()
  onTestFinished(folder.remove)
  const start = (url: string, options: Partial<NodeOptions> = {}) => {
    const store = { directory: folder.path }
    const sinks = [http({ url })]
    const monitor = init({ service: 'consent', sinks, store, globalErrors: false, ...options })
    onTestFinished(async () => void (await monitor.close(0)))
    return monitor
  }
  const files = (): readonly string[] =>
    readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder.path, name))
      .filter((path) => statSync(path).isFile())
  const text = (): string =>
    files()
      .map((path) => readFileSync(path, 'latin1'))
      .join()
  return { start, files, text }
}

const userOf = (name: string) => ({ user: { id: name, email: `${name}@mail.example` } })

describe('while consent is pending', () => {
  it('no file is written and no request made, and all arrives once when it is granted', async () => {
    const sink = await startSink()
    const { start, files } = openPlace()
    const monitor = start(sink.url, { consent: 'pending' })
    const ids = ['one', 'two', 'three'].map((text) => monitor.captureError(new Error(text)))
    expect(await monitor.flush(300)).toMatchObject({ delivered: 0 })
    expect([files(), sink.requests]).toEqual([[], []])

    monitor.setConsent('granted')
    expect(files()).toHaveLength(1)
    await monitor.flush(10_000)
    expect(errorsOf(sink).map(({ id }) => id)).toEqual(ids)
    await monitor.close(10_000)
    expect(errorsOf(sink)).toHaveLength(ids.length)
  })

  it('what an earlier process left is not sent, and not lost', async () => {
    const sink = await startSink()
    const { start } = openPlace()
    const before = start(nowhere)
    const id = before.captureError(new Error('earlier'))
    await before.close(0)
    const monitor = start(sink.url, { consent: 'pending' })
    await monitor.flush(300)
    await monitor.close(0)
    expect(sink.requests).toEqual([])
    const after = start(sink.url)
    await expect.poll(() => errorsOf(sink).map((error) => error.id)).toEqual([id])
    await after.close(0)
  })
})

describe('what was captured of a user', () => {
  it('is in no file once the user is forgotten, nor is what an earlier process left', async () => {
    const { start, text } = openPlace()
    const before = start(nowhere)
    for (const name of ['ann', 'bob']) before.captureError(new Error('earlier'), userOf(name))
    await before.close(0)
    const monitor = start(nowhere)
    for (const name of ['ann', 'bob', 'ann']) monitor.captureError(new Error('now'), userOf(name))
    expect(text().match(/ann@mail\.example/g)).toHaveLength(3)
    expect(await monitor.forget('ann')).toBe(3)
    expect(text()).not.toContain('ann')
    expect(text().match(/bob@mail\.example/g)).toHaveLength(2)
    expect(monitor.stats().sinks['http']?.error).toMatchObject({ lost: { forgotten: 3 } })
  })

  it('is in no file once consent is denied, and nothing is sent from then on', async () => {
    const sink = await startSink()
    const { start, text } = openPlace()
    const before = start(nowhere)
    before.captureError(new Error('earlier'), userOf('ann'))
    await before.close(0)
    const monitor = start(sink.url, { batch: { maxAge: '1m' } })
    monitor.captureError(new Error('now'), userOf('bob'))
    expect(text()).toContain('bob@mail.example')
    monitor.setConsent('denied')
    expect(text()).toBe('')
    expect(monitor.captureError(new Error('later'), userOf('bob'))).toBeUndefined()
    await monitor.flush(300)
    await monitor.close(300)
    expect([text(), sink.requests]).toEqual(['', []])
    expect(monitor.stats().sinks['http']?.error).toMatchObject({ lost: { noConsent: 2 } })
  })
})
