import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseDuration, property } from '@holdfast/shared'
import { readStoreOptions } from '../spool/readStoreOptions.ts'
import { serviceFolder } from '../spool/serviceFolder.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { formatCounts, formatReport } from './formatReport.ts'
import { inspectSpool } from './inspectSpool.ts'
import { purge, signalsIn } from './purge.ts'
import { type ReplayOrder, replay } from './replay.ts'
import { UsageError, usage } from './usage.ts'

/** What a command printed, and how the process is to end. */
export interface CommandResult {
  readonly code: number
  readonly stdout: string
}

const options = {
  dir: { type: 'string' },
  service: { type: 'string' },
  dsn: { type: 'string' },
  url: { type: 'string' },
  header: { type: 'string', multiple: true },
  sink: { type: 'string' },
  timeout: { type: 'string' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  force: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Flags = ReturnType<typeof parse>['values']

const parse = (words: readonly string[]) =>
  parseArgs({ args: [...words], options, allowPositionals: true, strict: true })

/** Runs `holdfast <words>`. It rejects with a `UsageError` where the words are wrong. */
export const runSpoolCommand = async (words: readonly string[]): Promise<CommandResult> => {
  const { values, positionals } = parseOrExplain(words)
  if (values.help || words.length === 0) return { code: 0, stdout: usage }
  const [group, command, ...more] = positionals
  if (group !== 'spool' || more.length > 0)
    throw new UsageError('expected: holdfast spool <command>')
  const settings = settingsOf(values)
  if (command === 'ls') return { code: 0, stdout: formatReport(inspectSpool(settings.directory)) }
  if (command === 'replay') return runReplay(values, settings)
  if (command === 'purge') return runPurge(values, settings)
  throw new UsageError('expected one of: ls, replay, purge')
}

const parseOrExplain = (words: readonly string[]) => {
  try {
    return parse(words)
  } catch (error) {
    throw new UsageError(String(property(error, 'message')))
  }
}

const settingsOf = ({ dir }: Flags): StoreSettings => {
  const { settings, problems } = readStoreOptions(dir === undefined ? {} : { directory: dir })
  if (!settings || problems.length > 0) throw new UsageError('--dir: expected the path of a folder')
  return settings
}

const runReplay = async (flags: Flags, settings: StoreSettings): Promise<CommandResult> => {
  const order = toOrder(flags, settings)
  const { found, delivered, refused, unreadable, said } = await replay(order)
  const folder = serviceFolder(settings.directory, order.service)
  if (!existsSync(folder)) return unknownService(settings)
  const rest = inspectSpool(settings.directory)
    .filter((service) => service.folder === folder)
    .flatMap(({ segments }) => segments)
  const left = sum(rest.filter(({ state }) => state !== 'alive').map(signalsIn))
  const owned = sum(rest.filter(({ state }) => state === 'alive').map(signalsIn))
  const uses = sum(rest.filter(({ state }) => state !== 'alive').map((one) => one.uses ?? 0))
  const lines = [
    ...said,
    `found ${found}, delivered ${delivered}, left ${left}` +
      (owned > 0 ? `; ${owned} more belong to running processes` : ''),
    ...(refused.size > 0 ? [`not delivered: ${formatCounts(refused)}`] : []),
    ...(unreadable > 0 ? [`${unreadable} records cannot be read`] : []),
    ...(uses > 0
      ? [`${uses} uses are no signals yet: the next process of the service sends them`]
      : []),
  ]
  return { code: left > 0 || delivered < found ? 1 : 0, stdout: `${lines.join('\n')}\n` }
}

const toOrder = (flags: Flags, settings: StoreSettings): ReplayOrder => {
  const { service, dsn, url, header = [], sink } = flags
  if (!service) throw new UsageError('--service: expected the name of a service')
  if ((dsn === undefined) === (url === undefined)) {
    throw new UsageError('expected either --dsn or --url')
  }
  const timeout = parseDuration(flags.timeout ?? '30s')
  if (timeout === undefined) throw new UsageError("--timeout: expected a duration such as '30s'")
  const target =
    dsn === undefined
      ? { url: url ?? '', headers: Object.fromEntries(header.map(toHeader)) }
      : { dsn }
  const { force = false } = flags
  return { service, target, owedTo: sink, settings, force, timeout }
}

const toHeader = (text: string): readonly [string, string] => {
  const at = text.indexOf(':')
  if (at < 1) throw new UsageError("--header: expected '<name>: <value>'")
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

const runPurge = (flags: Flags, settings: StoreSettings): CommandResult => {
  const { service, all, yes, force = false } = flags
  if ((service === undefined) === !all) throw new UsageError('expected either --service or --all')
  if (!yes) throw new UsageError('--yes: expected, for what is purged is gone')
  const folder = service === undefined ? undefined : serviceFolder(settings.directory, service)
  if (folder !== undefined && !existsSync(folder)) return unknownService(settings)
  const { directory } = settings
  const isMeant = (path: string): boolean => folder === undefined || path === folder
  const { segments, signals, uses, spared } = purge({ directory, isMeant, force })
  const what = `${signals} signals${uses > 0 ? ` and ${uses} uses` : ''}`
  const stdout = `purged ${what} in ${segments} segments; ${spared} segments have owners, and stay\n`
  return { code: 0, stdout }
}

/** A name that was mistyped must not look like one with nothing left to do. */
const unknownService = ({ directory }: StoreSettings): CommandResult => {
  const names = inspectSpool(directory).map(({ service }) => service)
  const known = names.length > 0 ? `these do: ${names.join(', ')}` : 'no other does'
  return { code: 1, stdout: `that service keeps nothing here; ${known}\n` }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
