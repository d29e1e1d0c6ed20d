/** Of each name, what was found of the value that came last: signals share most of what they say. */
export const rememberLast = <Found>(): (<Value>(
  name: string,
  value: Value,
  find: (value: Value, name: string) => Found,
) => Found) => {
  const known = new Map<string, readonly [value: unknown, found: Found]>()
  return (name, value, find) => {
    const last = known.get(name)
    if (last && last[0] === value) return last[1]
    const found = find(value, name)
    known.set(name, [value, found])
    return found
  }
}

/** What was found of each object, as long as somebody holds it: breadcrumbs stay while others come. */
export const rememberEach = <Found>(find: (value: object) => Found): ((value: object) => Found) => {
  const known = new WeakMap<object, Found>()
  return (value) => {
    const found = known.get(value) ?? find(value)
    known.set(value, found)
    return found
  }
}
