/** What lies in a file: signals, or single uses that are no signals yet. */
export type FileKind = 'seg' | 'use'

/** What the name of a segment tells: `<created>-<nonce>.<owner>.<kind>`. */
export interface SegmentName {
  readonly kind: FileKind
  /** Names sort by it: milliseconds since 1970, by the clock of who made it. */
  readonly created: number
  readonly nonce: string
  readonly owner: string
}

/** The owner of what its last one has left to whoever comes. */
export const nobody = 'free'

const form = /^([0-9a-z]{9})-([0-9a-f]{16})\.([0-9a-z_]{1,100})\.(seg|use)$/

export const toSegmentName = ({ kind, created, nonce, owner }: SegmentName): string =>
  `${Math.max(0, Math.floor(created)).toString(36).padStart(9, '0').slice(-9)}-${nonce}.${owner}.${kind}`

/** `undefined` where a file is no segment: whatever it is, it is not ours to touch. */
export const parseSegmentName = (name: string): SegmentName | undefined => {
  const [, created, nonce, owner, kind] = form.exec(name) ?? []
  if (created === undefined || nonce === undefined || owner === undefined) return undefined
  return {
    kind: kind === 'use' ? 'use' : 'seg',
    created: Number.parseInt(created, 36),
    nonce,
    owner,
  }
}

/** The same segment in other hands. */
export const withOwner = (name: string, owner: string): string =>
  name.replace(form, `$1-$2.${owner}.$4`)
