import type { AttachmentSignal } from '../../../model/signal.ts'
import { fromBase64 } from '../../../primitives/base64.ts'
import { utf8Length } from '../../../primitives/utf8Length.ts'
import type { Encode, Item } from './item.ts'

export const encodeAttachments: Encode<'attachment'> = (signals) => signals.map(toAttachmentItem)

const toAttachmentItem = ({ name, contentType, content }: AttachmentSignal): Item => {
  const payload = 'text' in content ? content.text : fromBase64(content.base64)
  const length = typeof payload === 'string' ? utf8Length(payload) : payload.length
  return [{ type: 'attachment', length, filename: name, content_type: contentType }, payload]
}
