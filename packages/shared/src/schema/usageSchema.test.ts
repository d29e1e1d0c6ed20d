import { describe, expect, it } from 'vitest'
import { createSampleFacts } from '../testing/sampleSignals.ts'
import { parseBatch } from './parseBatch.ts'

const [usage] = createSampleFacts().filter(({ kind }) => kind === 'usage')
if (usage?.kind !== 'usage') throw new Error('no sample')
const { resource, scope, ...facts } = usage
const signal = { ...facts, ...scope }

const parse = (changed: object) =>
  parseBatch({
    schema: 'holdfast/1',
    sentAt: signal.time,
    resource,
    signals: [{ ...signal, ...changed }],
  })

const delta = { subject: 'acme', quantity: 1 }

describe('usage that is received', () => {
  it('is as it was sent', () =>
    expect(parse({})).toMatchObject({ ok: true, batch: { signals: [signal] } }))

  it.each<[string, object]>([
    ['meter', { meter: '' }],
    ['meter', { meter: undefined }],
    ['minute', { minute: 1_767_225_600_001 }],
    ['minute', { minute: -60_000 }],
    // No date of JavaScript is as late.
    ['minute', { minute: 8.64e15 + 60_000 }],
    ['minute', { minute: '1767225600000' }],
    ['deltas', { deltas: [] }],
    ['deltas', { deltas: {} }],
    ['deltas.0.subject', { deltas: [{ ...delta, subject: '' }] }],
    ['deltas.0.subject', { deltas: [{ ...delta, subject: 7 }] }],
    ['deltas.0.quantity', { deltas: [{ ...delta, quantity: '1' }] }],
    ['deltas.0.quantity', { deltas: [{ ...delta, quantity: Infinity }] }],
    ['deltas.0.quantity', { deltas: [{ ...delta, quantity: null }] }],
    ['deltas.0.id', { deltas: [{ ...delta, id: '' }] }],
    ['deltas.0.id', { deltas: [{ ...delta, id: null }] }],
  ])('is refused for its %s: %j', (path, changed) => {
    const start = `signals.0.${path}: `
    expect(parse(changed)).toEqual({ ok: false, problems: [expect.stringContaining(start)] })
  })

  it('may hold what a later version adds', () => {
    expect(parse({ unit: 'call', deltas: [{ ...delta, plan: 'pro' }] })).toMatchObject({ ok: true })
  })
})
