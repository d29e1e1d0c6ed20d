import type { WireRequest } from '@holdfast/shared'

/**
 * Browsers let requests outlive their page, but refuse them once more than 64 KiB of bodies are
 * under way at once: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const mostBytes = 64 * 1_024 - 1_024
/** Chromium refuses more of them than ten at once. */
const mostRequests = 9
/** One is left to other sinks: a dialect of one signal a request must not take them all. */
const mostRequestsOfUrl = mostRequests - 1

export interface KeepaliveBudget {
  /** Whether a request may be one that outlives the page, and what to call when it is over. */
  take(request: WireRequest): { readonly keepalive: boolean; readonly giveBack: () => void }
}

export const createKeepaliveBudget = (): KeepaliveBudget => {
  let bytes = 0
  const requests: string[] = []
  return {
    take: ({ url, body }) => {
      const size = new Blob([body]).size
      const isFull = requests.length === mostRequests || bytes + size > mostBytes
      if (isFull || requests.filter((other) => other === url).length === mostRequestsOfUrl) {
        return { keepalive: false, giveBack: () => undefined }
      }
      bytes += size
      requests.push(url)
      const giveBack = (): void => {
        bytes -= size
        requests.splice(requests.indexOf(url), 1)
      }
      return { keepalive: true, giveBack }
    },
  }
}
