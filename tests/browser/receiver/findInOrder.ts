/** Those parts that a text has, each behind the one before it. */
export const findInOrder = (text: string, parts: readonly string[]): readonly string[] => {
  let from = 0
  return parts.filter((part) => {
    const at = text.indexOf(part, from)
    if (at !== -1) from = at + part.length
    return at !== -1
  })
}
