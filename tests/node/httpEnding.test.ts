import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

describe('the exit of a process', () => {
  it.each([
    ['async', ['1', '1']],
    ['sync', ['now', 'now']],
  ])(
    'delivers a packed body, with the last headers that an %s function gave',
    async (kind, tokens) => {
      const sink = await startSink()
      const { code, stderr } = await runChild('exitWithToken.mjs', { sink, env: { TOKENS: kind } })
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' })
      expect(sink.taken().size).toBe(2)
      expect(sink.requests.map(({ headers }) => headers['token'])).toEqual(tokens)
      const [, last] = sink.requests
      expect(last?.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(last?.bytes ?? '').toString()).toContain('the last x')
    },
  )
})
