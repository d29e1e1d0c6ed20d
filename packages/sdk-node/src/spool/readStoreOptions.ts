import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { attempt, type ConfigProblem, parseDuration, property } from '@holdfast/shared'
import type { StoreSettings } from './storeOptions.ts'

/** What came of reading the option. Where a part is wrong, its default stands in the settings. */
export interface ReadStoreOptions {
  /** `false` where nothing is to be kept on disk. */
  readonly settings: StoreSettings | false
  readonly problems: readonly ConfigProblem[]
}

const names = ['directory', 'maxBytes', 'maxAge', 'fsync']
const modes: readonly unknown[] = ['never', 'interval', 'always']
const week = 168 * 3_600_000

/** Reads the option `store`, of any shape. It never throws, and repeats no value. */
export const readStoreOptions = (
  store: unknown,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadStoreOptions => {
  if (store === false) return { settings: false, problems: [] }
  const problems: ConfigProblem[] = []
  if (store !== undefined && (typeof store !== 'object' || store === null)) {
    problems.push({ option: 'store', expected: 'an object, or false' })
  }
  const check = (name: string, holds: boolean, expected: string): boolean => {
    const given = property(store, name) !== undefined
    if (given && !holds) problems.push({ option: `store.${name}`, expected })
    return given && holds
  }
  const [directory, maxBytes, maxAge, fsync] = names.map((name) => property(store, name))
  const age = parseDuration(maxAge)
  const isText = typeof directory === 'string' && directory !== '' && !directory.includes('\0')
  const isSize = Number.isSafeInteger(maxBytes) && Number(maxBytes) >= 4_096
  const own = check('directory', isText, 'the path of a folder') ? String(directory) : undefined
  const named = own ?? (environment['HOLDFAST_STORE_DIR'] || undefined)
  const settings: StoreSettings = {
    named: named !== undefined,
    directory: resolve(named ?? join(tmpdir(), `holdfast-${userName()}`)),
    maxBytes: check('maxBytes', isSize, 'a whole number of bytes, 4096 or more')
      ? Number(maxBytes)
      : 64 * 1_024 * 1_024,
    maxAge: check('maxAge', age !== undefined && age > 0, "a duration such as '168h'")
      ? (age ?? week)
      : week,
    fsync: check('fsync', modes.includes(fsync), "'never', 'interval' or 'always'")
      ? (fsync as StoreSettings['fsync'])
      : 'never',
  }
  noteUnknown(store, problems)
  return { settings, problems }
}

const noteUnknown = (store: unknown, problems: ConfigProblem[]): void => {
  if (typeof store !== 'object' || store === null) return
  for (const name of attempt(() => Object.keys(store), [])) {
    if (names.includes(name)) continue
    const expected = `one of ${names.map((known) => `store.${known}`).join(', ')}`
    problems.push({ option: `store.${name.slice(0, 64)}`, expected })
  }
}

/** Windows has no numbers for users, and a folder for temporary files for each. */
const userName = (): string =>
  String(process.getuid?.() ?? attempt(() => userInfo().username, 'user')).replaceAll(/\W/g, '_')
