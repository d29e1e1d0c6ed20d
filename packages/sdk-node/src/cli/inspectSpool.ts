import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attempt, property } from '@holdfast/shared'
import { listSegments } from '../spool/orphans.ts'
import { createOwners, type OwnerState } from '../spool/owner.ts'
import { loadCrc, readRecords } from '../spool/record.ts'
import { isSettlement, parseSettlement, parseSignal } from '../spool/recordTexts.ts'
import { parseSegmentName } from '../spool/segmentName.ts'
import { longestSegment } from '../spool/takenSegment.ts'
import { isGone } from '../spool/trouble.ts'

export interface SegmentReport {
  readonly name: string
  readonly state: OwnerState
  readonly bytes: number
  /** How many signals are owed, by their kind. */
  readonly kinds: ReadonlyMap<string, number>
  /** How many of them, by the sink that they are owed to. */
  readonly sinks: ReadonlyMap<string, number>
  /** Milliseconds since 1970. */
  readonly oldest: number | undefined
  /** How many single uses lie there that are no signals yet; `undefined` where it keeps signals. */
  readonly uses: number | undefined
  readonly unreadable: number
  /** How long ago its owner gave the last sign of life, in milliseconds. */
  readonly silence: number
  /** Why it was not looked into. */
  readonly obstacle?: string | undefined
}

export interface ServiceReport {
  readonly folder: string
  /** As its signals name it; the folder's name where none can be read. */
  readonly service: string
  readonly segments: readonly SegmentReport[]
}

/** Tells what lies in a store, and changes nothing. */
export const inspectSpool = (directory: string): readonly ServiceReport[] => {
  if (!existsSync(directory)) return []
  const { stateOf } = createOwners()
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => inspectFolder(directory, name, stateOf))
    .filter(({ segments }) => segments.length > 0)
}

type StateOf = (owner: string) => OwnerState

const inspectFolder = (directory: string, name: string, stateOf: StateOf): ServiceReport => {
  const folder = join(directory, name)
  const names = [...listSegments(folder, 'seg'), ...listSegments(folder, 'use')]
  const found = names.flatMap((segment) => {
    const file = readOrExplain(join(folder, segment))
    return file ? [inspectSegment(segment, file, stateOf)] : []
  })
  const service = found.map((one) => one.service).find((one) => one !== undefined)
  return { folder, service: service ?? name, segments: found.map(({ report }) => report) }
}

interface ReadFile {
  readonly size: number
  readonly silence: number
  readonly bytes: Buffer
  readonly obstacle: string | undefined
}

/** `undefined` where it has gone meanwhile. */
const readOrExplain = (path: string): ReadFile | undefined => {
  const facts = attempt(() => lstatSync(path), undefined)
  if (!facts) return undefined
  const { size, mtimeMs } = facts
  const file = { size, silence: Math.max(0, Date.now() - mtimeMs), bytes: Buffer.alloc(0) }
  if (!facts.isFile()) return { ...file, obstacle: 'no file' }
  if (size > longestSegment) return { ...file, obstacle: 'too large to look into' }
  try {
    return { ...file, bytes: readFileSync(path), obstacle: undefined }
  } catch (error) {
    if (isGone(error)) return undefined
    return { ...file, obstacle: `cannot be read: ${String(property(error, 'code'))}` }
  }
}

const inspectSegment = (
  name: string,
  { bytes, size, silence, obstacle }: ReadFile,
  stateOf: StateOf,
): { readonly service: string | undefined; readonly report: SegmentReport } => {
  const { records, damages } = readRecords(bytes, loadCrc())
  const settled = new Set<string>()
  for (const { body } of records) {
    const settlement = isSettlement(body) ? parseSettlement(body) : undefined
    for (const id of settlement?.done ?? []) settled.add(`${id} ${settlement?.by}`)
  }
  const [kinds, sinks] = [new Map<string, number>(), new Map<string, number>()]
  let oldest: number | undefined
  let service: string | undefined
  for (const { body } of records) {
    const stored = isSettlement(body) ? undefined : parseSignal(body)
    if (!stored) continue
    const { signal } = stored
    service ??= signal.resource.service
    const owed = stored.owed.filter((sink) => !settled.has(`${signal.id} ${sink}`))
    if (owed.length === 0) continue
    addOne(kinds, signal.kind)
    for (const sink of owed) addOne(sinks, sink)
    oldest = Math.min(oldest ?? signal.time, signal.time)
  }
  const { kind, owner = '' } = parseSegmentName(name) ?? {}
  const uses = kind === 'use' ? records.length : undefined
  const state = stateOf(owner)
  const report = { name, state, bytes: size, silence, obstacle, kinds, sinks, oldest, uses }
  return { service, report: { ...report, unreadable: damages.length } }
}

const addOne = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
