import { longestContent } from '../enrich/trim.ts'
import type { AttachmentSignal } from '../model/signal.ts'
import { attempt, property, textOf } from '../primitives/attempt.ts'
import { toBase64 } from '../primitives/base64.ts'
import { clip } from '../primitives/toJson.ts'

type File = Pick<AttachmentSignal, 'kind' | 'name' | 'contentType' | 'content'>

const mostFiles = 10
const longestName = 200

/**
 * The files that an app names, whatever it names. Of what is too large as much is taken as shows that
 * it is: the size of signals is not decided here.
 */
export const toAttachments = (told: unknown): readonly File[] =>
  attempt(() => [...(told as Iterable<unknown>)], [])
    .slice(0, mostFiles)
    .flatMap((file) => {
      const content = property(file, 'content')
      const isText = typeof content === 'string'
      if (!isText && !ArrayBuffer.isView(content)) return []
      const text = (name: string, byDefault: string): string =>
        clip(textOf(property(file, name)), longestName) || byDefault
      return {
        kind: 'attachment',
        name: text('name', 'attachment'),
        contentType: text('contentType', isText ? 'text/plain' : 'application/octet-stream'),
        content: isText
          ? { text: content.slice(0, longestContent + 1) }
          : { base64: toBase64(toBytes(content)) },
      }
    })

/** Of a view of any kind, in any realm. */
const toBytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, Math.min(byteLength, longestContent))
