const beyondAscii = /[\u0080-\uffff]/

/** How many bytes a text takes as UTF-8, where half a character takes the place of the one that stands for it. */
export const utf8Length = (text: string): number => {
  let bytes = text.length
  // An engine looks for a unit many times faster than it hands over each.
  const first = text.search(beyondAscii)
  for (let index = first < 0 ? text.length : first; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0
    if (point > 0x7f) bytes += point > 0x7ff ? 2 : 1
    // A pair takes four.
    if (point > 0xffff) index++
  }
  return bytes
}
