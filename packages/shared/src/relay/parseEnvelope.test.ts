import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfBytes } from '../testing/setUpRelay.ts'
import { type Envelope, parseEnvelope } from './parseEnvelope.ts'

const reading = { decode: textOfBytes, itemTypes: new Set(['event', 'attachment']) }
const parse = (body: string | Uint8Array): Envelope | undefined =>
  parseEnvelope(Buffer.from(body), reading)

const item = fc.record({
  type: fc.constantFrom('event', 'attachment'),
  payload: fc.uint8Array({ maxLength: 40 }),
})

describe('parseEnvelope', () => {
  it('gives back every byte of every item', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (items, isEnded) => {
          const parts = items.flatMap(({ type, payload }) => [
            Buffer.from(`\n${JSON.stringify({ type, length: payload.length })}\n`),
            payload,
          ])
          const body = Buffer.concat([
            Buffer.from('{}'),
            ...parts,
            Buffer.from(isEnded ? '\n' : ''),
          ])
          const read = parse(body)?.items.map(({ type, payload }) => ({
            type,
            payload: [...payload],
          }))
          expect(read).toEqual(items.map(({ type, payload }) => ({ type, payload: [...payload] })))
        },
      ),
    )
  })

  it('reads a payload without a length to the end of its line', () => {
    const read = parse('{}\n{"type":"event"}\n{"a":1}\n{"type":"event"}\n{"b":2}')
    expect(read?.items.map(({ payload }) => textOfBytes(payload))).toEqual(['{"a":1}', '{"b":2}'])
  })

  it('takes nothing that may be read in two ways, or that is not listed', () => {
    for (const body of [
      '',
      '{}',
      '{}\n',
      '[]\n{"type":"event"}\n{}',
      'null\n{"type":"event"}\n{}',
      '{"event_id":"../x"}\n{"type":"event"}\n{}',
      '{"event_id":7}\n{"type":"event"}\n{}',
      '{}\n{"type":"evil"}\n{}',
      '{}\n{"type":"__proto__"}\n{}',
      '{}\n{"length":2}\n{}',
      '{}\n{"type":"event","length":3}\n{}',
      '{}\n{"type":"event","length":1}\n{}',
      '{}\n{"type":"event","length":-1}\n{}',
      '{}\n{"type":"event","length":"2"}\n{}',
      '{}\n{"type":"event","length":null}\n{}',
      '{}\n{"type":"event","length":9007199254740993}\n{}',
      `{"x":"${'x'.repeat(20_000)}"}\n{"type":"event"}\n{}`,
      `{"x":${'['.repeat(100)}${']'.repeat(100)}}\n{"type":"event"}\n{}`,
      `{}${'\n{"type":"event"}\n{}'.repeat(101)}`,
    ]) {
      expect(parse(body), body.slice(0, 80)).toBeUndefined()
    }
  })

  it('never throws, and takes time by the length alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parse(bytes)),
      { numRuns: 1_000 },
    )
    const start = performance.now()
    for (const piece of ['\n', '{}\n', '{"type":"event","length":0}\n', '{']) {
      parse(`{}\n${piece.repeat(1_000_000 / piece.length)}`)
    }
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
