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
  take(request: WireRequest): { readonly keepalive: boolean; readonly close: () => void }
}

export const createKeepaliveBudget = (): KeepaliveBudget => {
  let bytes = 0
  const requests: string[] = []
  return {
    take: ({ url, body }) => {
      const { size } = new Blob([body as BlobPart])
      const keepalive =
        requests.length < mostRequests &&
        bytes + size <= mostBytes &&
        requests.filter((other) => other === url).length < mostRequestsOfUrl
      if (keepalive) {
        bytes += size
        requests.push(url)
      }
      const close = (): void => {
        if (!keepalive) return
        bytes -= size
        requests.splice(requests.indexOf(url), 1)
      }
      return { keepalive, close }
    },
  }
}
