/** Whatever does not take one byte of JSON a code unit. */
const unusual = /[^ !#-[\]-~]/
const beyondAscii = /[\u0080-\uffff]/

/** How many bytes of UTF-8 a value takes as JSON. What JSON leaves out takes none. */
export const jsonBytes = (value: unknown): number => {
  if (typeof value === 'string' && !unusual.test(value)) return value.length + 2
  const json = JSON.stringify(value) ?? ''
  let bytes = json.length
  // An engine looks for a unit many times faster than it hands over each.
  const first = json.search(beyondAscii)
  for (let index = first < 0 ? json.length : first; index < json.length; index++) {
    const unit = json.charCodeAt(index)
    // Half of a pair takes two bytes; alone it is escaped, so that none stands here alone.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1
  }
  return bytes
}
