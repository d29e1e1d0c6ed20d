import { attempt } from '@holdfast/shared'

/**
 * `name=value,other=value` as a record, percent-decoded, as OTEL_EXPORTER_OTLP_HEADERS is written;
 * `undefined` where it is of another form.
 */
export const parsePairs = (text: string): Readonly<Record<string, string>> | undefined => {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const pairs = attempt(() => parts.map(toPair), [])
  const isRight = pairs.length > 0 && pairs.every(([name]) => name !== '')
  return isRight ? Object.fromEntries(pairs) : undefined
}

const toPair = (part: string): readonly [name: string, value: string] => {
  const middle = part.indexOf('=')
  const [name, value] = [part.slice(0, Math.max(middle, 0)), part.slice(middle + 1)]
  return [decodeURIComponent(name.trim()), decodeURIComponent(value.trim())]
}
