import type { SegmentReport, ServiceReport } from './inspectSpool.ts'

/** What `ls` prints: a line a service, and one for each of its segments. */
export const formatReport = (services: readonly ServiceReport[]): string => {
  if (services.length === 0) return 'nothing lies here\n'
  return services.map(formatService).join('')
}

const formatService = ({ service, folder, segments }: ServiceReport): string =>
  `${service} (${folder})\n${segments.map(formatSegment).join('')}`

const formatSegment = (segment: SegmentReport): string => {
  const { name, state, bytes, sinks, oldest, unreadable, silence, obstacle } = segment
  const parts = [
    states[state],
    ...(state === 'unsure' ? [`last sign of life ${formatAge(silence)} ago`] : []),
    `${bytes} bytes`,
    obstacle ?? formatContent(segment),
    ...(sinks.size > 0 ? [`owed to ${formatCounts(sinks)}`] : []),
    ...(oldest === undefined ? [] : [`oldest ${formatTime(oldest)}`]),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    name,
  ]
  return `  ${parts.join(', ')}\n`
}

const formatContent = ({ uses, kinds }: SegmentReport): string =>
  uses === undefined ? formatCounts(kinds) || 'nothing owed' : `uses ${uses}`

/** In the largest unit of which it has two. */
const formatAge = (age: number): string => {
  const [size, name] = units.find(([length]) => age >= length * 2) ?? [1_000, 's']
  return `${Math.floor(age / size)} ${name}`
}

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const

const states = {
  alive: 'owner runs',
  dead: 'orphan',
  free: 'free',
  unsure: 'owner elsewhere',
} as const

export const formatCounts = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(' + ')

/** A record may hold any number. */
const formatTime = (time: number): string =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : 'unknown'
