/** What was found last, by name, up to so many and so many bytes of them. */
export interface Recent<Value> {
  get(name: string): Value | undefined
  set(name: string, value: Value, bytes: number): void
  /** Of all that it holds. */
  readonly bytes: number
  readonly size: number
}

interface Held<Value> {
  readonly value: Value
  readonly bytes: number
}

/** The least recently used goes first. */
export const createRecent = <Value>(mostCount: number, mostBytes: number): Recent<Value> => {
  const held = new Map<string, Held<Value>>()
  let bytes = 0

  const take = (name: string): Held<Value> | undefined => {
    const known = held.get(name)
    if (known) bytes -= known.bytes
    held.delete(name)
    return known
  }
  const put = (name: string, one: Held<Value>): void => {
    held.set(name, one)
    bytes += one.bytes
  }

  return {
    get: (name) => {
      const known = take(name)
      if (known) put(name, known)
      return known?.value
    },
    set: (name, value, size) => {
      take(name)
      put(name, { value, bytes: size })
      for (const oldest of held.keys()) {
        if (held.size <= mostCount && bytes <= mostBytes) return
        take(oldest)
      }
    },
    get bytes() {
      return bytes
    },
    get size() {
      return held.size
    },
  }
}
