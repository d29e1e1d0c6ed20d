import { type UsageRow, wallTime } from '@holdfast/shared'

/** A record of a page, as it was read. */
export interface FoundUse {
  /** How many came before it on its page: what lies where it was not written cannot be taken for it. */
  readonly number: number
  readonly index: number
  readonly quantity: number
  /** In the first record of a row only. */
  readonly row: UsageRow | undefined
}

export const knownText = (number: number, index: number, quantity: number): string =>
  `[${number},${index},${quantity}]`

export const newText = (number: number, row: UsageRow, quantity: number): string => {
  const { index, meter, minute, subject, id } = row
  const name = id === undefined ? '' : `,${JSON.stringify(id)}`
  return `[${number},${index},${quantity},${JSON.stringify(meter)},${minute},${JSON.stringify(subject)}${name}]`
}

/** `undefined` where the text is whole, but none of ours. */
export const parseUse = (body: Buffer): FoundUse | undefined => {
  const parts = parse(body)
  const [number, index, quantity] = parts
  if (!isCount(number) || !isCount(index) || typeof quantity !== 'number') return undefined
  if (parts.length === 3) return { number, index, quantity, row: undefined }
  const row = toRow(index, parts.slice(3))
  return row && { number, index, quantity, row }
}

const toRow = (
  index: number,
  [meter, minute, subject, id]: readonly unknown[],
): UsageRow | undefined => {
  if (typeof meter !== 'string' || typeof subject !== 'string') return undefined
  if (typeof minute !== 'number' || (id !== undefined && typeof id !== 'string')) return undefined
  return { index, meter, minute: wallTime(minute), subject, id }
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

const parse = (body: Buffer): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
