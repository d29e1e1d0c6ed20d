import type { ServiceReport } from './inspectSpool.ts'

/** What `ls` prints: a line a service, and one for each of its segments. */
export const formatReport = (services: readonly ServiceReport[]): string => {
  if (services.length === 0) return 'nothing lies here\n'
  return services.map(formatService).join('')
}

const formatService = ({ service, folder, segments }: ServiceReport): string => {
  const lines = segments.map(({ name, state, bytes, kinds, sinks, oldest, unreadable }) =>
    [
      `  ${states[state]}`,
      `${bytes} bytes`,
      formatCounts(kinds) || 'nothing owed',
      ...(sinks.size > 0 ? [`owed to ${formatCounts(sinks)}`] : []),
      ...(oldest === undefined ? [] : [`oldest ${formatTime(oldest)}`]),
      ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
      name,
    ].join(', '),
  )
  return `${service} (${folder})\n${lines.join('\n')}\n`
}

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
