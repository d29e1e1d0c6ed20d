import { fileURLToPath } from 'node:url'
import { attempt } from '@holdfast/shared'

/**
 * Stacks may come from elsewhere, with whatever names of files: none but source code is read, and nothing
 * over the network, which on Windows a name that begins with two slashes is enough for.
 */
const sourceCode = /\.[cm]?[jt]sx?$/i
const absolute = /^(?:\/(?!\/)|[a-z]:[\\/])/i

/** Where a file of source code lies on this machine; nothing for all other names. */
export const toSourcePath = (file: string): string | undefined => {
  const path = toPath(file)
  return path && absolute.test(path) && sourceCode.test(path) && !path.includes('\0')
    ? path
    : undefined
}

const toPath = (file: string): string | undefined =>
  file.startsWith('file://')
    ? file.startsWith('file:///')
      ? attempt(() => fileURLToPath(file), undefined)
      : undefined
    : file
