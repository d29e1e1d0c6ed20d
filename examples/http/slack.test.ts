import { expect, it } from 'vitest'
import { slack } from './slack.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

interface Message {
  readonly text: string
  readonly blocks: readonly {
    readonly type: string
    readonly text: { type: string; text: string }
  }[]
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and …/reference/block-kit/blocks */
const check = ({ path, headers, json }: TargetRequest): void => {
  expect(path).toBe(`/services/T0/B0/${secret}`)
  expect(headers['content-type']).toBe('application/json')
  const { text, blocks } = json as Message
  expect(text.length).toBeGreaterThan(0)
  expect(text.length).toBeLessThanOrEqual(4_000)
  expect(blocks.length).toBeLessThanOrEqual(50)
  for (const block of blocks) {
    expect(block).toEqual({ type: 'section', text: { type: 'mrkdwn', text: expect.any(String) } })
    expect(block.text.text.length).toBeLessThanOrEqual(3_000)
  }
  // More than that in all blocks of a message is refused, though no page says so.
  expect(blocks.reduce((sum, block) => sum + block.text.text.length, 0)).toBeLessThan(13_000)
  for (const shown of [text, ...blocks.map((block) => block.text.text)]) {
    expect(shown).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
  }
}

it('Slack gets errors, five in a message, and calls nobody', async () => {
  const target = await startTarget({ check })
  target.fail([429, { 'retry-after': '0' }], [500])
  const sink = slack(`${target.url}/services/T0/B0/${secret}`)
  const shipped = await ship(sink, { errors: 25, events: 5, filling: '<&>'.repeat(2_000) })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'slack', { error: 25 })
  expect(shipped.stats.sinks['slack']?.event?.accepted ?? 0).toBe(0)
  const blocks = target.taken.flatMap(({ json }) => (json as Message).blocks)
  expect(blocks).toHaveLength(25)
  expect(target.taken).toHaveLength(5)
  expect(blocks[0]?.text.text).toMatch(
    /^\*TypeError\* in checkout · 1\.4\.2\norder \d+ failed &lt;!channel&gt; &amp; /,
  )
  expect(shipped.said.join()).not.toContain(secret)
})

it('Slack gets nothing of what is only a warning', async () => {
  const sink = slack('https://hooks.slack.test/services/T0/B0/x')
  expect('accepts' in sink && sink.accepts({ kind: 'error', severity: 'warn' } as never)).toBe(
    false,
  )
  expect('accepts' in sink && sink.accepts({ kind: 'error', severity: 'fatal' } as never)).toBe(
    true,
  )
})
