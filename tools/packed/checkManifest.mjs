import { readFileSync } from 'node:fs'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/**
 * Whether package.json and the files agree (publint).
 * @param {import('./pack.mjs').Packed} packed
 * @returns {Promise<string[]>}
 */
export async function checkManifest({ tarball, manifest }) {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball)
  const content = buffer.slice(byteOffset, byteOffset + byteLength)
  const { messages } = await publint({ pack: { tarball: content }, strict: true })
  return messages.map((message) => {
    const text = formatMessage(message, manifest, { color: false }) ?? message.code
    return `publint: ${message.type}: ${text}`
  })
}
