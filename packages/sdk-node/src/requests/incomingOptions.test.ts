import { readRules } from '@holdfast/shared'
import { describe, expect, it } from 'vitest'
import { defaults, incomingRules } from './incomingOptions.ts'

const secret = 's3cr3t'

const read = (incoming: unknown) => readRules({ incoming }, incomingRules)

const problemsIn = (options: unknown): readonly string[] =>
  read(options).problems.map(({ option }) => option)

describe('the option incoming', () => {
  it('may be left out, or be false', () => {
    expect(read(undefined)).toEqual({ values: { incoming: defaults }, problems: [] })
    expect(read(false)).toEqual({ values: { incoming: false }, problems: [] })
  })

  it('is taken as it is given', () => {
    const ignore = ['/healthz', /^\/ready/]
    const options = { ignore, requestIdHeader: 'X-Trace', answerRequestId: true, query: true }
    expect(read(options)).toEqual({
      values: { incoming: { ...options, requestIdHeader: 'x-trace' } },
      problems: [],
    })
  })

  it.each([
    [true, ['incoming']],
    [null, ['incoming']],
    [secret, ['incoming']],
    [{ ignore: '/healthz' }, ['incoming.ignore']],
    [{ ignore: [7] }, ['incoming.ignore']],
    [{ requestIdHeader: 'x request\r\nid' }, ['incoming.requestIdHeader']],
    [{ requestIdHeader: '' }, ['incoming.requestIdHeader']],
    [{ answerRequestId: 'yes', query: 1 }, ['incoming.query', 'incoming.answerRequestId']],
    [{ ignored: [] }, ['incoming.ignored']],
  ])('%j names what is wrong', (options, expected) => {
    expect(problemsIn(options)).toEqual(expected)
  })

  it('never shows a value, nor throws', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const hostile = [{ ignore: [{ secret }], requestIdHeader: ` ${secret}`, query: secret }, proxy]
    for (const options of hostile) {
      expect(JSON.stringify(read(options))).not.toContain(secret)
    }
  })
})
