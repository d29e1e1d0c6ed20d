import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerMonitor } from '@holdfast/node'
import { expect, it, onTestFinished } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { startSink } from '../harness/startSink.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { openMonitor } from './openMonitor.ts'

/** All that lies in a folder, as one text. */
const contentsOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) =>
      statSync(path).isDirectory() ? contentsOf(path) : readFileSync(path).toString('latin1'),
    )
    .join('')

const bytesOf = (name: string): Buffer => Buffer.from(`bytes of ${name}`)

const tellAllOf = (monitor: ServerMonitor, name: string): void =>
  monitor.withScope((scope) => {
    scope.setUser({ id: name })
    monitor.captureError(new Error(`error of ${name}`), {
      attachments: [{ name: 'screen.png', content: bytesOf(name) }],
    })
    monitor.captureFeedback({
      message: `feedback of ${name}`,
      attachments: [{ name: 'note.txt', content: `note of ${name}` }],
    })
    monitor.log.warn(`log of ${name}`)
  })

it('leaves nothing on the disk of whoever is forgotten, of any kind, and all of the others', async () => {
  const sink = await startSink()
  sink.behaveAlways({ do: 'answer', status: 503 })
  const folder = createTemporaryFolder()
  onTestFinished(() => folder.remove())
  const monitor = openMonitor(
    { forSentry: sink, forHttp: sink },
    { store: { directory: folder.path } },
  )
  for (const name of ['ada', 'bob']) tellAllOf(monitor, name)
  await monitor.flush('200ms')

  const facts = (name: string): readonly string[] => [
    ...['error', 'feedback', 'note', 'log'].map((kind) => `${kind} of ${name}`),
    bytesOf(name).toString('base64'),
  ]
  const onDisk = (name: string): readonly string[] => {
    const contents = contentsOf(folder.path)
    return facts(name).filter((fact) => contents.includes(fact))
  }
  expect(onDisk('ada')).toEqual(facts('ada'))
  expect(await monitor.forget('ada')).toBe(5)
  expect(onDisk('ada')).toEqual([])
  expect(onDisk('bob')).toEqual(facts('bob'))
  expectLaw(monitor.stats())
})
