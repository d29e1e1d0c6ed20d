import { describe, expect, it, onTestFinished } from 'vitest'
import { startSink } from '../../harness/startSink.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'
import { createBatch, createEnvelope } from './goodRequests.ts'
import { sendRaw, whole } from './rawRequest.ts'
import { startRelay } from './startRelay.ts'

describe('a relay that is killed', () => {
  it('loses nothing that it has answered for', async () => {
    const sink = await startSink()
    const folder = createTemporaryFolder()
    onTestFinished(() => folder.remove())
    sink.behaveAlways({ do: 'answer', status: 503 })
    const first = await startRelay(sink, {}, folder)
    const sent = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0 ? createBatch() : createEnvelope(sink.dsn),
    )
    const answers = await Promise.all(sent.map(({ body }) => sendRaw(first.port, whole(body))))
    await first.kill()
    expect(answers.filter((answer) => !answer.startsWith('HTTP/1.1 202'))).toEqual([])
    sink.behaveAlways(undefined)
    await startRelay(sink, {}, folder)
    await sink.waitFor(sent.length, { milliseconds: 20_000 })
    expect([...sink.taken().keys()].sort()).toEqual(sent.map(({ id }) => id).sort())
  })
})
