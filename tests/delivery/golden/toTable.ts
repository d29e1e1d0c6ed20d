import type { Difference, Row } from './difference.ts'
import { type Case, cases } from './goldenCases.ts'

/** The differences as a table of Markdown, one a line. */
export const toTable = (differences: readonly Difference[]): string =>
  [
    '| what | where it shows | why |',
    '|---|---|---|',
    ...differences.map(
      ({ subject, why, rows }) => `| ${subject} | ${rows.map(toPlace).join('<br>')} | ${why} |`,
    ),
  ].join('\n')

const toPlace = ({ path, what, sentry, ours, where, cases: names }: Row): string => {
  const values = what === 'different' ? `${code(sentry)} is ${code(ours)}` : what
  const place = where.length === 3 ? [] : [where.join(', ')]
  return [`${code(path)}: ${values}`, ...place, ...(names ? [toNames(names)] : [])].join('; ')
}

const toNames = (names: readonly Case[]): string => {
  const others = cases.filter((name) => !names.includes(name))
  return names.length > others.length ? `not ${others.join(', ')}` : names.join(', ')
}

const code = (text = ''): string => `\`${text}\``
