import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import {
  attempt,
  type ConfigProblem,
  groupOrFalse,
  type Kind,
  type Rules,
  readRules,
} from '@holdfast/shared'
import { durationWithin, wholeWithin } from '../optionKinds.ts'
import type { StoreSettings } from './storeOptions.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** As it is given, with the defaults that do not depend on the machine. */
interface StoreValues extends Omit<StoreSettings, 'named' | 'directory'> {
  readonly directory: string | undefined
}

const folder: Kind<string> = {
  expected: 'the path of a folder',
  is: (value) => typeof value === 'string' && value !== '' && !value.includes('\0'),
}

const size = wholeWithin([4_096], 'a whole number of bytes, 4096 or more')
const age = durationWithin([Number.MIN_VALUE], "a duration such as '168h'")

const modes: readonly unknown[] = ['never', 'interval', 'always']

const mode: Kind<StoreSettings['fsync']> = {
  expected: "'never', 'interval' or 'always'",
  is: (value) => modes.includes(value),
}

export const storeRules: Rules<{ readonly store: StoreValues | false }> = {
  store: [
    groupOrFalse,
    {},
    {
      directory: [folder],
      maxBytes: [size, 64 * 1_024 * 1_024],
      maxAge: [age, 168 * 3_600_000],
      fsync: [mode, 'never'],
    },
  ],
}

/** The folder is the one that is given, or that of the environment, or one that each user has. */
export const toStoreSettings = (
  store: StoreValues | false,
  environment: Environment = process.env,
): StoreSettings | false => {
  if (store === false) return false
  const named = store.directory ?? (environment['HOLDFAST_STORE_DIR'] || undefined)
  const directory = resolve(named ?? join(tmpdir(), `holdfast-${userName()}`))
  return { ...store, named: named !== undefined, directory }
}

/** What came of reading the option. Where a part is wrong, its default stands in the settings. */
interface ReadStoreOptions {
  /** `false` where nothing is to be kept on disk. */
  readonly settings: StoreSettings | false
  readonly problems: readonly ConfigProblem[]
}

/** Reads the option `store` alone, of any shape. It never throws, and repeats no value. */
export const readStoreOptions = (store: unknown, environment?: Environment): ReadStoreOptions => {
  const { values, problems } = readRules({ store }, storeRules)
  return { settings: toStoreSettings(values.store, environment), problems }
}

/** Windows has no numbers for users, and a folder for temporary files for each. */
const userName = (): string =>
  String(process.getuid?.() ?? attempt(() => userInfo().username, 'user')).replaceAll(/\W/g, '_')
