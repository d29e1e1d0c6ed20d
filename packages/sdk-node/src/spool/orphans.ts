import { closeSync, openSync, readdirSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { attempt } from '@holdfast/shared'
import { createNonce, type Owners } from './owner.ts'
import { type FileKind, parseSegmentName, withOwner } from './segmentName.ts'
import { isGone } from './trouble.ts'
import type { Watch } from './watch.ts'

/** A look at a folder. */
export interface Sighting {
  /** Segments that have lost their owner, oldest first. */
  readonly orphans: readonly string[]
  /** How many bytes lie there that are not ours. */
  readonly bytes: number
}

interface Lookout {
  readonly owners: Owners
  readonly watch: Watch
}

export const lookForOrphans = (
  path: string,
  kind: FileKind,
  { owners, watch }: Lookout,
): Sighting => {
  const names = listSegments(path, kind)
  watch.keepOnly(new Set(names))
  const isOld = createAgeCheck(path)
  const orphans: string[] = []
  let bytes = 0
  for (const name of names) {
    const owner = parseSegmentName(name)?.owner ?? ''
    const facts = attempt(() => statSync(join(path, name)), undefined)
    if (!facts || owner === owners.self) continue
    bytes += facts.size
    const state = owners.stateOf(owner)
    const isSilent =
      state === 'unsure' && (isOld(facts.mtimeMs) || watch.isSilent(name, facts.mtimeMs))
    if (state === 'free' || state === 'dead' || isSilent) orphans.push(name)
  }
  return { orphans, bytes }
}

/** Forty signs of life that did not come: what a killed container has left need not be watched. */
const surelyDead = 600_000

/** By the clock of the disk itself, which all that lies on it has in common. */
const createAgeCheck = (path: string): ((sign: number) => boolean) => {
  let now: number | undefined
  return (sign) => {
    now ??= attempt(() => timeOfDisk(path), 0)
    return now - sign > surelyDead
  }
}

const timeOfDisk = (path: string): number => {
  const probe = join(path, `${createNonce()}.probe`)
  closeSync(openSync(probe, 'wx', 0o600))
  try {
    return statSync(probe).mtimeMs
  } finally {
    unlinkSync(probe)
  }
}

/** The segments of that kind in a folder, oldest first; none where there is no folder. */
export const listSegments = (path: string, kind: FileKind): readonly string[] => {
  try {
    return readdirSync(path)
      .filter((name) => parseSegmentName(name)?.kind === kind)
      .sort()
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Its new name; `undefined` where another one was faster. A rename succeeds for exactly one. */
export const takeOrphan = (path: string, name: string, owner: string): string | undefined => {
  const taken = withOwner(name, owner)
  try {
    renameSync(join(path, name), join(path, taken))
    return taken
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}
