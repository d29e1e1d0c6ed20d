/** The groups of an IP address: four numbers of eight bits, or eight of sixteen. */
export type Address = readonly number[]

/** An address as text, of either version; `undefined` where it is none. A port is taken off. */
export const readAddress = (text: string): Address | undefined => {
  if (text.length > 64) return undefined
  const bare = text.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
  const four = readFour(bare.replace(/^([\d.]+):\d+$/, '$1'))
  return four ?? readEight(bare.replace(/%[\w.-]*$/, ''))
}

const readFour = (text: string): Address | undefined => {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined
  const groups = text.split('.').map(Number)
  return groups.every((group) => group < 256) ? groups : undefined
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
const readEight = (text: string): Address | undefined => {
  const [, head = '', tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? []
  if (tail !== undefined) return withFour(head, readFour(tail))
  if (!/^[\da-f:]{2,}$/i.test(text)) return undefined
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [left = [], right] = halves
  const missing = 8 - left.length - (right?.length ?? 0)
  if (halves.length > 2 || (right ? missing < 1 : missing !== 0)) return undefined
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...(right ?? [])]
  return all.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined
}

/** An address of version 4 within one of version 6 is the former. */
const withFour = (head: string, four: Address | undefined): Address | undefined => {
  if (!four) return undefined
  if (/^::(?:ffff:)?$/i.test(head)) return four
  const [first = 0, second = 0, third = 0, fourth = 0] = four
  const low = [(first << 8) | second, (third << 8) | fourth].map((group) => group.toString(16))
  return readEight(head + low.join(':'))
}

/** Without its last octet, or its last 80 bits: a network, and nobody in it. */
export const maskAddress = (text: string): string | undefined => {
  const address = readAddress(text)
  if (!address) return undefined
  if (address.length === 4) return [...address.slice(0, 3), 0].join('.')
  return `${address.slice(0, 3).map(toHex).join(':')}::`
}

/** What one client can be told by: of version 6, one has 64 bits to choose from. */
export const clientKeyOf = (text: string): string => {
  const address = readAddress(text)
  if (!address) return text.slice(0, 64)
  return address.length === 4 ? address.join('.') : address.slice(0, 4).map(toHex).join(':')
}

const toHex = (group: number): string => group.toString(16)
