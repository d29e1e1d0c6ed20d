import { isObject } from '../primitives/attempt.ts'
import { maskAddress } from './readAddress.ts'

/** What becomes of the addresses of clients: they go, or lose what tells one client from another. */
export type ClientIp = 'drop' | 'mask'

/** Under which names Sentry's own SDKs and proxies tell them. */
const names: ReadonlySet<string> = new Set([
  'ip_address',
  'ip',
  'user.ip',
  'user.ip_address',
  'client.address',
  'http.client_ip',
  'client_ip',
  'remote_addr',
  'forwarded',
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'cf-connecting-ipv6',
  'fastly-client-ip',
  'fly-client-ip',
])

/** Also where a name is written with escapes, so that it cannot be seen without reading it. */
const suspicious = /\bip|_ip\b|address|forwarded|remote_addr|client-ip|connecting-ip|real-ip|\\u00/i

/** Whether a JSON text may hold an address at all: most need not be read. */
export const mayHoldAddress = (text: string): boolean => suspicious.test(text)

/** A copy of a value without addresses; the value itself where it holds none. */
export const hideAddresses = (value: unknown, how: ClientIp): unknown => {
  if (!isObject(value)) return value
  if (Array.isArray(value)) return hideInList(value, how)
  let changed = false
  const members = Object.entries(value).flatMap(([name, member]) => {
    const shown = isAddress(name) ? hide(member, how) : hideMember(name, member, how)
    if (shown !== member) changed = true
    return shown === undefined ? [] : [[name, shown] as const]
  })
  return changed ? Object.fromEntries(members) : value
}

const isAddress = (name: string): boolean => names.has(name.toLowerCase())

/** Sentry takes the address that a request comes from where it is told to: that would be ours. */
const hideMember = (name: string, member: unknown, how: ClientIp): unknown =>
  name === 'infer_ip' && how === 'drop' ? 'never' : hideAddresses(member, how)

/** Headers may be a list of pairs. */
const hideInList = (list: readonly unknown[], how: ClientIp): unknown => {
  const [name, value] = list
  if (list.length === 2 && typeof name === 'string' && isAddress(name)) {
    return [name, hide(value, how) ?? '']
  }
  const shown = list.map((member) => hideAddresses(member, how))
  return shown.some((member, index) => member !== list[index]) ? shown : list
}

/** `{{auto}}` asks Sentry to take the address that it is told of, which is a masked one then. */
const hide = (value: unknown, how: ClientIp): unknown => {
  if (how === 'drop' || typeof value !== 'string') return undefined
  if (value === '{{auto}}') return value
  const masked = value.split(',').flatMap((part) => maskAddress(part) ?? [])
  return masked.length > 0 ? masked.join(', ') : undefined
}
