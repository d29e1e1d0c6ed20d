/** Loaded where there is something to read: it would be felt in the start of every process. */
const net = (): typeof import('node:net') => process.getBuiltinModule('node:net')

/** Whether what is sent there goes straight; the host as a URL has it, without brackets. */
export type GoesStraight = (host: string, port: number) => boolean

/**
 * Reads `NO_PROXY`: names, which mean what is below them too, addresses and blocks of addresses, each
 * with a port or for all of them, between commas or blanks; `*` means everything.
 */
export const readNoProxy = (text: string): GoesStraight => {
  const entries = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(toEntry)
  return (host, port) => {
    const name = withoutDots(host)
    return entries.some((entry) => (entry.port ?? port) === port && entry.holds(name))
  }
}

interface Entry {
  readonly port: number | undefined
  holds(name: string): boolean
}

const toEntry = (text: string): Entry => {
  if (text === '*') return { port: undefined, holds: () => true }
  const colon = text.lastIndexOf(':')
  // The colons of a bare address of the sixth version are its own.
  const hasPort = /^\d+$/.test(text.slice(colon + 1)) && colon > 0 && !isBlock(text)
  const place = hasPort ? text.slice(0, colon) : text
  return { port: hasPort ? Number(text.slice(colon + 1)) : undefined, holds: holdsFor(place) }
}

const isBlock = (text: string): boolean => net().isIP(text.split('/')[0] ?? '') !== 0

const holdsFor = (place: string): Entry['holds'] => {
  const [address = '', length] = place.replace(/^\[|\]/g, '').split('/')
  const version = net().isIP(address)
  if (version === 0) return holdsName(withoutDots(place.replace(/^\*(?=\.)/, '')))
  const most = version === 4 ? 32 : 128
  const prefix = length === undefined ? most : Number(length)
  if (length === '' || !(Number.isInteger(prefix) && prefix >= 0 && prefix <= most)) {
    return () => false
  }
  const block = new (net().BlockList)()
  block.addSubnet(address, prefix, familyOf(version))
  return (name) => net().isIP(name) !== 0 && block.check(name, familyOf(net().isIP(name)))
}

const familyOf = (version: number): 'ipv4' | 'ipv6' => (version === 4 ? 'ipv4' : 'ipv6')

const holdsName =
  (own: string): Entry['holds'] =>
  (name) =>
    own !== '' && (name === own || name.endsWith(`.${own}`))

const withoutDots = (name: string): string => name.replace(/^\./, '').replace(/\.$/, '')
