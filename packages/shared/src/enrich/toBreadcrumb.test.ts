import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallTime } from '../model/units.ts'
import { jsonBytes } from '../primitives/jsonBytes.ts'
import { toBreadcrumb } from './toBreadcrumb.ts'

const time = wallTime(1_700_000_000_000)

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error('not to be read')
    },
  },
)

describe('toBreadcrumb', () => {
  it('fills in what is not told', () => {
    expect(toBreadcrumb({ message: 'cart opened' }, time)).toEqual({
      time,
      category: 'app',
      severity: 'info',
      message: 'cart opened',
    })
  })

  it('keeps what is told, and no other member', () => {
    const told = { message: 'm', category: 'http', severity: 'warn', data: { status: 500 } }
    expect(toBreadcrumb({ ...told, time: 1, other: 'x' }, time)).toEqual({ ...told, time })
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'cart opened'],
    ['what throws when it is read', hostile],
    ['members of wrong types', { message: undefined, category: undefined, severity: 7, data: 'x' }],
  ])('makes an empty one of %s', (_, facts) => {
    expect(toBreadcrumb(facts, time)).toEqual({
      time,
      category: 'app',
      severity: 'info',
      message: '',
    })
  })

  it('tells of a message that cannot be spelled', () => {
    const message = { toString: () => expect.fail('spelled') }
    expect(toBreadcrumb({ message, category: 7 }, time)).toMatchObject({
      message: '[unreadable]',
      category: '7',
    })
  })

  it('cuts texts and data', () => {
    const text = 'x'.repeat(100_000)
    const { message, category, data } = toBreadcrumb(
      { message: text, category: text, data: { text } },
      time,
    )
    expect(message).toHaveLength(1_025)
    expect(category).toHaveLength(201)
    expect(jsonBytes(data)).toBeLessThanOrEqual(2_048)
    expect(jsonBytes(data)).toBeGreaterThan(1_500)
  })

  it('keeps data that is no record under a name', () => {
    expect(toBreadcrumb({ data: [1, 2] }, time).data).toEqual({ data: [1, 2] })
    expect(toBreadcrumb({ data: new Date(0) }, time).data).toEqual({
      data: '1970-01-01T00:00:00.000Z',
    })
  })

  it('holds on to nothing of what it is given', () => {
    const data = { items: [1] }
    const breadcrumb = toBreadcrumb({ message: 'm', data }, time)
    data.items.push(2)
    expect(breadcrumb.data).toEqual({ items: [1] })
  })

  it('makes a small one of anything', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true })
    const facts = fc.record(
      { message: anything, category: anything, severity: anything, data: anything },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facts, (told) => {
        const breadcrumb = toBreadcrumb(told, time)
        expect(JSON.parse(JSON.stringify(breadcrumb))).toMatchObject({ time })
        expect(jsonBytes(breadcrumb)).toBeLessThan(2_048 + 6 * 1_300)
      }),
      { numRuns: 1_000 },
    )
  })
})
