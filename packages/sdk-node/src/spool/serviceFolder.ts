import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hashOf } from './owner.ts'
import type { StoreSettings } from './storeOptions.ts'
import { refused } from './trouble.ts'

/** Signals of one service never reach the sinks of another: each has a folder of its own. */
export const serviceFolder = (directory: string, service: string): string => {
  const slug = service
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
  return join(directory, `${slug}-${hashOf(service).slice(0, 12)}`)
}

/**
 * Makes the folder where it is missing, and refuses one that is not ours alone. The default place
 * lies where everybody may write, so whoever came first could have planted it; a folder that the
 * operator has named is taken as it is, unless anybody at all may rename what lies in it.
 */
export const prepareFolder = (
  path: string,
  { named, directory }: Pick<StoreSettings, 'named' | 'directory'>,
): void => {
  if (named) prepareNamed(directory)
  else preparePrivate(directory)
  preparePrivate(path)
}

const prepareNamed = (directory: string): void => {
  makeAll(directory)
  const { mode } = statSync(directory)
  if (mayAllWrite(mode)) refuse(directory, 'everybody may change it')
}

/** The sticky bit keeps others from renaming what is not theirs. */
const mayAllWrite = (mode: number): boolean =>
  process.platform !== 'win32' && (mode & 0o1002) === 0o002

const preparePrivate = (path: string): void => {
  makeUnlessThere(path)
  const facts = lstatSync(path)
  if (!facts.isDirectory()) refuse(path, 'it is no folder')
  if (process.getuid && facts.uid !== process.getuid()) refuse(path, 'it belongs to somebody else')
  if (process.platform !== 'win32' && (facts.mode & 0o022) !== 0) {
    refuse(path, 'others may change it')
  }
}

/**
 * Not by `recursive`: where a folder is there and takes no other, as `/proc` and some mounts do, that
 * never returns.
 */
const makeAll = (path: string): void => {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeAll(parent)
  makeUnlessThere(path)
}

const makeUnlessThere = (path: string): void => {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const refuse = (path: string, reason: string): never => {
  throw Object.assign(new Error(`${path}: ${reason}`), { code: refused })
}
