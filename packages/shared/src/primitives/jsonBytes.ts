/** How many bytes of UTF-8 a value takes as JSON. What JSON leaves out takes none. */
export const jsonBytes = (value: unknown): number => {
  const json = JSON.stringify(value) ?? ''
  let bytes = json.length
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index)
    // Half of a pair takes two bytes; alone it is escaped, so that none stands here alone.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1
  }
  return bytes
}
