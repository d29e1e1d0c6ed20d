/**
 * Browsers let requests outlive their page, but refuse them once more than 64 KiB of bodies are
 * under way at once: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const mostBytes = 64 * 1_024 - 1_024
/** Chromium refuses more of them than ten at once. */
const mostRequests = 9

export interface KeepaliveBudget {
  /** Whether a body may go as one that outlives the page, and what to call when it is over. */
  take(body: string): { readonly keepalive: boolean; readonly giveBack: () => void }
}

export const createKeepaliveBudget = (): KeepaliveBudget => {
  let bytes = 0
  let requests = 0
  return {
    take: (body) => {
      const size = new Blob([body]).size
      if (bytes + size > mostBytes || requests === mostRequests) {
        return { keepalive: false, giveBack: () => undefined }
      }
      bytes += size
      requests++
      const giveBack = (): void => {
        bytes -= size
        requests--
      }
      return { keepalive: true, giveBack }
    },
  }
}
