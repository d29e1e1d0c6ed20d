/** Writes messages of protocol buffers. https://protobuf.dev/programming-guides/encoding */
export interface ProtobufWriter {
  /** A field of a varint: whole, from zero to 2^53. */
  count(field: number, value: number): void
  /** Of a varint that may be below zero. */
  signed(field: number, value: number): void
  double(field: number, value: number): void
  text(field: number, value: string): void
  message(field: number, write: (writer: ProtobufWriter) => void): void
  /** Many varints that may be below zero, packed. */
  signedList(field: number, values: readonly number[]): void
  /** The bytes of what was written, in pieces. */
  readonly pieces: readonly Uint8Array[]
  readonly length: number
}

/** Of a host: text as UTF-8. */
export type EncodeText = (text: string) => Uint8Array

const varintType = 0
const fixedType = 1
const bytesType = 2

export const createProtobufWriter = (encodeText: EncodeText): ProtobufWriter => {
  const pieces: Uint8Array[] = []
  let length = 0
  const push = (bytes: Uint8Array): void => {
    pieces.push(bytes)
    length += bytes.length
  }
  const tag = (field: number, type: number): readonly number[] => varint(field * 8 + type)
  const bytes = (field: number, contents: readonly Uint8Array[], size: number): void => {
    push(Uint8Array.from([...tag(field, bytesType), ...varint(size)]))
    for (const piece of contents) push(piece)
  }

  const writer: ProtobufWriter = {
    count: (field, value) => push(Uint8Array.from([...tag(field, varintType), ...varint(value)])),
    signed: (field, value) => writer.count(field, zigzag(value)),
    double: (field, value) => {
      const fixed = new DataView(new ArrayBuffer(8))
      fixed.setFloat64(0, value, true)
      push(Uint8Array.from(tag(field, fixedType)))
      push(new Uint8Array(fixed.buffer))
    },
    text: (field, value) => {
      const encoded = encodeText(value)
      bytes(field, [encoded], encoded.length)
    },
    message: (field, write) => {
      const inner = createProtobufWriter(encodeText)
      write(inner)
      bytes(field, inner.pieces, inner.length)
    },
    signedList: (field, values) => {
      if (values.length === 0) return
      const packed = Uint8Array.from(values.flatMap((value) => varint(zigzag(value))))
      bytes(field, [packed], packed.length)
    },
    pieces,
    get length() {
      return length
    },
  }
  return writer
}

/** By division: shifts would cut at 32 bits. */
export const varint = (value: number): number[] => {
  const bytes: number[] = []
  let left = value
  while (left > 127) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  bytes.push(left)
  return bytes
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
