import { relay } from '@holdfast/node/relay'
import { expect, it, onTestFinished } from 'vitest'
import { envelopesOf } from '../harness/readTaken.ts'
import { servePage } from '../harness/servePage.ts'
import { startSink } from '../harness/startSink.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

it('a page tells Sentry through a relay of its own site, with our package and with theirs', async () => {
  const sink = await startSink()
  const monitoring = relay({ service: 'site', forwardTo: [sink.dsn], store: false })
  onTestFinished(() => void monitoring.close())
  const served = await servePage({
    entry: new URL('pages/tunnelled.ts', import.meta.url),
    mounts: { '/relay': monitoring.node },
  })
  onTestFinished(() => served.stop())
  const page = await chromium().newPage()
  onTestFinished(() => page.close())
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  await page.goto(`${served.url}?dsn=${encodeURIComponent(sink.dsn)}`)
  await page.evaluate('sendOurs()')
  await page.evaluate('sendTheirs()')
  await monitoring.flush('10s')

  const items = envelopesOf(sink).flatMap(
    ([, items]) => items as readonly [{ type: string }, unknown][],
  )
  const told = items.map(([{ type }, payload]) => [type, toText(payload)] as const)
  const textsOf = (wanted: string) =>
    told.flatMap(([type, text]) => (type === wanted ? [text] : []))
  expect(textsOf('event')).toEqual([
    expect.stringContaining('told by us'),
    expect.stringContaining('told by them'),
  ])
  expect(textsOf('feedback')).toHaveLength(1)
  expect(textsOf('log')).toEqual([expect.stringContaining('a line of ours')])
  const picture = items.find(([{ type }]) => type === 'attachment')?.[1]
  expect([...(picture as Uint8Array)]).toEqual(Array.from({ length: 256 }, (_, index) => index))
  expect([...asked]).toEqual([new URL(served.url).origin])
  expect(monitoring.stats()).toMatchObject({ requests: { accepted: 5, refused: {} } })
})

/** A relay tells how long each payload is, which may then be of any bytes. */
const toText = (payload: unknown): string =>
  payload instanceof Uint8Array ? Buffer.from(payload).toString() : JSON.stringify(payload)
