/** The ids that came last, at least so many, and twice that at most. */
export interface RecentIds {
  /** Whether it is new; then it is remembered. */
  add(id: string): boolean
}

/** Remembers `most` ids and a few more, and forgets the oldest of them together. */
export const createRecentIds = (most: number): RecentIds => {
  let recent = new Set<string>()
  let earlier = new Set<string>()
  return {
    add: (id) => {
      if (recent.has(id) || earlier.has(id)) return false
      if (recent.size >= most) {
        earlier = recent
        recent = new Set()
      }
      recent.add(id)
      return true
    },
  }
}
