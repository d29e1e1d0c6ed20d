import { expect } from 'vitest'
import type { UsageEntry, UsageRequest } from './startUsageServer.ts'

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system */
const text = expect.stringMatching(/^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+$/u)

/**
 * As https://openmeter.io/docs/concepts/usage-events, the batch format of CloudEvents and their rules of attributes
 * have it; repeats are dropped by source and id.
 */
export const readCloudEvents = ({ path, headers, text: body }: UsageRequest): UsageEntry[] => {
  expect(path).toBe('/api/v1/events')
  expect(headers['content-type']).toBe('application/cloudevents-batch+json')
  const events: readonly Record<string, unknown>[] = JSON.parse(body)
  return events.map((event) => {
    expect(event).toEqual({
      specversion: '1.0',
      id: text,
      source: text,
      type: text,
      subject: text,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/),
      data: { value: expect.any(Number) },
    })
    const { id, source, type, subject, data } = event as Record<string, string>
    expect(new URL(String(source), 'https://base.test/').href).toMatch(/^https:\/\/base\.test\/./)
    return {
      id: JSON.stringify([source, id]),
      meter: unspell(String(type)),
      subject: unspell(String(subject)),
      value: Number((data as unknown as { value: number }).value),
    }
  })
}

const unspell = (spelled: string): string =>
  spelled.replace(/%u([\da-f]{4})/g, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
