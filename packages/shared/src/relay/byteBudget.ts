/** Bounds how many bytes of bodies are held at once, over all requests. */
export interface ByteBudget {
  /** Whether one more request may begin; then it must be let go. */
  open(): Hold | undefined
}

/** What one request holds. */
export interface Hold {
  /** Whether there is room for so many more. */
  grow(bytes: number): boolean
  letGo(): void
}

export interface BudgetLimits {
  readonly maxRequests: number
  readonly maxHeldBytes: number
}

export const createByteBudget = ({ maxRequests, maxHeldBytes }: BudgetLimits): ByteBudget => {
  let requests = 0
  let held = 0
  return {
    open: () => {
      if (requests >= maxRequests) return undefined
      requests++
      let own = 0
      let open = true
      return {
        grow: (bytes) => {
          if (!open || held + bytes > maxHeldBytes) return false
          held += bytes
          own += bytes
          return true
        },
        letGo: () => {
          if (!open) return
          open = false
          requests--
          held -= own
        },
      }
    },
  }
}
