import { type Loss, type Signal, wallTime } from '@holdfast/shared'
import { parseBatch, parseNdjson } from '@holdfast/shared/schema'
import { http } from '@holdfast/shared/sinks/http'
import { createSampleSignals } from '@holdfast/shared/testing'
import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

const losses: readonly Loss[] = [{ kind: 'error', reason: 'outboxFull', count: 2 }]

const bodies = (signals: readonly Signal[], format: 'json' | 'ndjson'): readonly string[] => {
  const sink = http({ url: 'https://sink.test/in', format })
  if (!('encode' in sink)) throw new Error('The options are wrong.')
  return sink.encode(signals, wallTime(1_767_225_600_000), losses).map(({ body }) => String(body))
}

describe('a batch in lines', () => {
  it('says the same as one in a single text', () => {
    const some = array(constantFrom(...createSampleSignals()), { minLength: 1 })
    assert(
      property(some, (signals) => {
        const parsed = bodies(signals, 'ndjson').map(parseNdjson)
        expect(parsed).toEqual(bodies(signals, 'json').map((body) => parseBatch(JSON.parse(body))))
        expect(parsed.every(({ ok }) => ok)).toBe(true)
      }),
    )
  })

  it('has one line for the batch, and one for each signal', () => {
    const [first = ''] = bodies(createSampleSignals(), 'ndjson')
    expect(first.split('\n')).toHaveLength(1 + createSampleSignals().length - 1 + 1)
    expect(first.endsWith('}\n')).toBe(true)
    expect(JSON.parse(first.split('\n')[0] ?? '')).toMatchObject({
      schema: 'holdfast/1',
      losses,
    })
  })

  it('reads a single text, too, and lines that end as on Windows', () => {
    const signals = createSampleSignals().slice(0, 1)
    const [json = ''] = bodies(signals, 'json')
    const [lines = ''] = bodies(signals, 'ndjson')
    const expected = parseBatch(JSON.parse(json))
    expect(parseNdjson(json)).toEqual(expected)
    expect(parseNdjson(lines.replaceAll('\n', '\r\n'))).toEqual(expected)
  })

  it.each([
    ['nothing', '', 'batch: '],
    ['no JSON', '{"schema":', 'line 1: it is no JSON'],
    ['a signal cut short', '{"schema":"holdfast/1"}\n{"kind"', 'line 2: it is no JSON'],
    ['a text', '"batch"', 'batch: '],
    ['null', 'null\n{}', 'batch: '],
    ['signals twice', '{"signals":[]}\n{}', 'line 2: the first line has the signals already'],
    ['a signal that is none', '{"schema":"holdfast/1"}\n{"kind":"tea"}', 'sentAt: '],
  ])('says what is wrong with %s', (_, text, problem) => {
    const parsed = parseNdjson(text)
    expect(parsed.ok).toBe(false)
    expect('problems' in parsed && parsed.problems.join('\n')).toContain(problem)
  })
})
