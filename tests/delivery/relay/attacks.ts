import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { createBatch, createEnvelope } from './goodRequests.ts'
import { headOf, type RawRequest, whole } from './rawRequest.ts'

interface Targets {
  /** The listed one. */
  readonly dsn: string
  /** A host that nobody has listed, with its port. */
  readonly evil: string
}

const json = 'content-type: application/json'
const packed = (encoding: string): string => `content-encoding: ${encoding}`

/** Bytes of a good body, some of them changed, lost, doubled or in another place. */
const mutated = (body: string): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.record({ at: fc.nat(body.length), what: fc.nat(4), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) => {
      let bytes = [...Buffer.from(body)]
      for (const { at, what, byte } of changes) {
        if (what === 0) bytes[at] = byte
        else if (what === 1) bytes.splice(at, 1)
        else if (what === 2) bytes.splice(at, 0, byte)
        else if (what === 3) bytes = [...bytes.slice(0, at), ...bytes.slice(at - 20)]
        else bytes = bytes.slice(0, at)
      }
      return Uint8Array.from(bytes, (byte) => byte ?? 0)
    })

const deep = (depth: number, open: string, close: string): string =>
  open.repeat(depth) + close.repeat(depth)

const oddMembers = [
  '"__proto__":{"polluted":1}',
  '"constructor":{"prototype":{"polluted":1}}',
  '"tags":{"__proto__":{"polluted":1}}',
  '"contexts":{"__proto__":{"polluted":{"deep":[]}}}',
  '"time":1e400',
  '"time":-0',
  '"time":99999999999999999999999999',
  '"id":"../../etc/passwd"',
  '"id":"0123456789ABCDEF0123456789ABCDEF"',
  '"id":["a"]',
  '"message":{"toString":null}',
  '"severity":"toString"',
  '"kind":"envelope"',
  '"kind":"__proto__"',
  '"breadcrumbs":[null]',
  '"exceptions":{"length":1000000000}',
]

const oddBatch = fc.constantFrom(...oddMembers).map((member) => {
  const { body } = createBatch()
  // The later of two members of one name counts.
  return body.replace('"breadcrumbs":', `${member},"x":`)
})

const nested = fc
  .record({ depth: fc.constantFrom(100, 5_000, 60_000), form: fc.nat(3) })
  .map(({ depth, form }) => {
    if (form === 0) return deep(depth, '[', ']')
    if (form === 1) return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    const { body } = createBatch()
    return form === 2
      ? body.replace('"items":[1,2]', `"items":${deep(depth, '[', ']')}`)
      : `{"schema":${'['.repeat(depth)}`
  })

const oddDsn = ({ dsn, evil }: Targets): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    `http://faultysink@${evil}/1`,
    `http://faultysink:x@${evil}/1`,
    `http://${dsn.slice(7)}@${evil}/1`,
    `${dsn}@${evil}/1`,
    `${dsn}/../../${evil}`,
    `${dsn}?host=${evil}`,
    `${dsn}#@${evil}/1`,
    dsn.replace('@', `@${evil}@`),
    dsn.replace('http:', 'gopher:'),
    `${dsn}\r\nhost: ${evil}`,
    [dsn],
    { toString: dsn },
    null,
    7,
    '',
    dsn.replace('/1', '/2'),
    dsn.replace('faultysink', 'other'),
  )

const oddItems = fc
  .tuple(
    fc.constantFrom('event', 'attachment', '__proto__', 'toString', 'evil', ''),
    fc.constantFrom<unknown>(0, 5, -1, 1e9, 2 ** 53, 1.5, '5', null, [], 'NaN', undefined),
    fc.string(),
  )
  .map(([type, length, payload]) => `${JSON.stringify({ type, length })}\n${payload}\n`)

const bombs: readonly RawRequest[] = [
  whole(gzipSync(Buffer.alloc(30_000_000)), packed('gzip'), json),
  whole(deflateSync(Buffer.alloc(30_000_000)), packed('deflate'), json),
  whole(brotliCompressSync(Buffer.alloc(30_000_000, '[')), packed('br'), json),
  whole(gzipSync(createBatch().body).subarray(0, 40), packed('gzip'), json),
  whole('no gzip at all', packed('gzip'), json),
  whole(gzipSync(gzipSync(createBatch().body)), packed('gzip'), json),
  whole(gzipSync(createBatch().body), packed('gzip, gzip'), json),
  whole(createBatch().body, packed('__proto__'), json),
]

const liars: readonly RawRequest[] = [
  { head: headOf('content-length: 5000', json), pieces: ['{"schema"'], ending: 'end' },
  { head: headOf('content-length: 5', json), pieces: ['{"schema":"holdfast/1"}'] },
  { head: headOf('content-length: -5', json), pieces: ['{}'] },
  { head: headOf('content-length: 99999999999', json), pieces: ['{}'] },
  { head: headOf('content-length: 3', 'content-length: 4', json), pieces: ['{}'] },
  {
    head: headOf('content-length: 2', 'transfer-encoding: chunked', json),
    pieces: ['2\r\n{}\r\n0\r\n\r\n'],
  },
  { head: headOf('transfer-encoding: chunked', json), pieces: ['fffffff\r\n{}'], ending: 'end' },
  { head: headOf('transfer-encoding: chunked', json), pieces: ['zz\r\n{}'] },
  {
    head: headOf('transfer-encoding: chunked', json),
    pieces: Array.from({ length: 40 }, () => `4000\r\n${'x'.repeat(0x4000)}\r\n`),
  },
]

const goneEarly = fc.nat(400).map((at): RawRequest => {
  const { body } = createBatch()
  const head = headOf(`content-length: ${body.length}`, json)
  return { head, pieces: [body.slice(0, at)], ending: 'reset' }
})

const heads: readonly (readonly string[])[] = [
  ['GET /relay HTTP/1.1', 'host: a'],
  ['PUT /relay HTTP/1.1', 'host: a', 'content-length: 0'],
  ['DELETE /relay HTTP/1.1', 'host: a'],
  ['OPTIONS /relay HTTP/1.1', 'host: a', 'origin: https://evil.example'],
  headOf(...Array.from({ length: 300 }, (_, index) => `x-${index}: ${index}`), 'content-length: 0'),
  headOf(`x-long: ${'x'.repeat(20_000)}`, 'content-length: 0'),
  headOf('x-sentry-auth: Sentry sentry_key=faultysink\u00ff', 'content-length: 0'),
  headOf('expect: 100-continue', 'content-length: 0'),
  headOf('content-type: text/html', 'content-length: 2'),
  headOf('content-type: multipart/form-data; boundary=x', 'content-length: 2'),
]

const origins = fc
  .oneof(
    fc.webUrl(),
    fc.constantFrom(
      'null',
      'https://shop.example.evil.example',
      'https://shop.example:444',
      'http://shop.example',
    ),
    fc.domain().map((domain) => `https://${domain}`),
  )
  .map((origin) => whole(createBatch().body, `origin: ${origin}`, json))

/** Requests of every kind that wants to do harm, or is just broken. */
export const attacks = (targets: Targets): fc.Arbitrary<RawRequest> => {
  const envelope = createEnvelope(targets.dsn).body
  const text = (body: string | Uint8Array): RawRequest => whole(body, 'content-type: text/plain')
  const withKey = oddDsn(targets).map((dsn) => ({
    ...text(createEnvelope(dsn).body),
    head: [
      `POST /relay?sentry_key=faultysink&sentry_host=${targets.evil} HTTP/1.1`,
      `host: ${targets.evil}`,
      `x-forwarded-host: ${targets.evil}`,
      'x-sentry-auth: Sentry sentry_key=faultysink',
      `content-length: ${Buffer.byteLength(createEnvelope(dsn).body)}`,
    ],
  }))
  return fc.oneof(
    { weight: 20, arbitrary: mutated(createBatch().body).map((body) => whole(body, json)) },
    { weight: 20, arbitrary: mutated(envelope).map(text) },
    { weight: 8, arbitrary: oddBatch.map((body) => whole(body, json)) },
    { weight: 4, arbitrary: fc.json().map((body) => whole(body, json)) },
    { weight: 2, arbitrary: nested.map((body) => whole(body, json)) },
    { weight: 10, arbitrary: withKey },
    { weight: 10, arbitrary: oddDsn(targets).map((dsn) => text(createEnvelope(dsn).body)) },
    { weight: 8, arbitrary: oddItems.map((item) => text(`{"dsn":"${targets.dsn}"}\n${item}`)) },
    { weight: 2, arbitrary: fc.constantFrom(...bombs) },
    { weight: 3, arbitrary: fc.constantFrom(...liars) },
    { weight: 4, arbitrary: goneEarly },
    { weight: 3, arbitrary: fc.constantFrom(...heads).map((head) => ({ head, pieces: [] })) },
    { weight: 5, arbitrary: origins },
    { weight: 1, arbitrary: fc.constant(text('x'.repeat(400_000))) },
  )
}
