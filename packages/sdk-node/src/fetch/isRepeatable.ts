import { attempt, property } from '@holdfast/shared'

/** By RFC 9110, section 9.2.2; `TRACE` is nothing that `fetch` sends. */
const idempotent: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']

/**
 * Whether a request may be sent a second time, and can be: the body of a `Request`, and a stream, are gone
 * once they were sent. What is of any other shape is for `fetch` to refuse.
 */
export const isRepeatable = (
  input: unknown,
  init: unknown,
  methods: readonly string[] = idempotent,
): boolean =>
  attempt(() => {
    const either = (name: string): unknown => property(init, name) ?? property(input, name)
    const method = String(either('method') ?? 'GET').toUpperCase()
    if (!isKept(either('body'))) return false
    if (methods.some((name) => name.toUpperCase() === method)) return true
    return Boolean(new Headers(either('headers') as RequestInit['headers']).get('idempotency-key'))
  }, false)

const isKept = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  typeof body === 'string' ||
  ArrayBuffer.isView(body) ||
  [ArrayBuffer, URLSearchParams, FormData, Blob].some((kind) => body instanceof kind)
