import { flag, type Kind, type Rules } from '@holdfast/shared'
import { wholeWithin } from '../optionKinds.ts'

/** What `init` is told of files, with the defaults in the place of what is not there. */
export interface SourceSettings {
  /** How many before and after; `false`: none at all. */
  readonly sourceLines: number | false
  readonly sourceMaps: boolean
}

const count = wholeWithin([0, 20], 'a whole number up to 20, or false')

const countOrFalse: Kind<number | false> = {
  ...count,
  is: (value) => value === false || count.is(value),
}

export const sourceRules: Rules<SourceSettings> = {
  sourceLines: [countOrFalse, 5],
  sourceMaps: [flag, false],
}
