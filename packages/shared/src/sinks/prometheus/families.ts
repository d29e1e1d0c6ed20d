import type { MetricSignal } from '../../model/signal.ts'
import { type MetricName, toMetricName } from './names.ts'
import type { Series } from './series.ts'

/** All series that are told under one name. */
export interface Family extends MetricName {
  readonly type: MetricSignal['type']
  /** What the app calls it: several, where what it calls them comes to the same. */
  readonly origins: readonly string[]
  readonly series: Map<string, Series>
}

export interface Families {
  /** The family of a metric; nothing where there can be no more of them. */
  of(metric: Pick<MetricSignal, 'name' | 'type' | 'unit'>): Family | undefined
  all(): readonly Family[]
}

type OpenFamily = Family & { readonly origins: string[]; readonly isApart: boolean }

/** More than this are not told by name. */
const mostOrigins = 3
/** Of what comes to one name and cannot be one family. */
const mostAlike = 9

/** What each type adds to its name: no other family may be called so. */
const endings: Readonly<Record<MetricSignal['type'], readonly string[]>> = {
  counter: ['', '_total', '_created'],
  gauge: [''],
  distribution: ['', '_bucket', '_sum', '_count', '_created'],
}

/** @param most - so many families. */
export const createFamilies = (most: number): Families => {
  const families = new Map<string, OpenFamily>()
  const known = new Map<string, OpenFamily>()
  const taken = new Set(['target', 'target_info'])

  const open = (
    named: MetricName,
    type: MetricSignal['type'],
    isApart: boolean,
  ): OpenFamily | undefined => {
    const { base, divisor } = named
    const family = families.get(base)
    if (family) {
      const isSame = family.type === type && family.divisor === divisor
      return isSame && !isApart && !family.isApart ? family : undefined
    }
    const names = endings[type].map((ending) => base + ending)
    if (families.size >= most || names.some((name) => taken.has(name))) return undefined
    const opened = { ...named, type, origins: [], series: new Map(), isApart }
    for (const name of names) taken.add(name)
    families.set(base, opened)
    return opened
  }

  return {
    of: ({ name, type, unit }) => {
      const key = JSON.stringify([type, unit, name])
      const before = known.get(key)
      // What is not known would be opened again each time.
      if (before || known.size >= most * 2) return before
      let family: OpenFamily | undefined
      for (let count = 1; count <= mostAlike && !family; count++) {
        family = open(apart(toMetricName(name, type, unit), type, count), type, count > 1)
      }
      if (!family) return undefined
      if (family.origins.length <= mostOrigins && !family.origins.includes(name)) {
        family.origins.push(name)
      }
      known.set(key, family)
      return family
    },
    all: () => [...families.values()],
  }
}

/** The same name, told apart by its type: a unit is still its last word. */
const apart = (named: MetricName, type: string, count: number): MetricName => {
  if (count === 1) return named
  const { base, unit } = named
  const mark = count === 2 ? `_${type}` : `_${type}_${count - 1}`
  const end = unit ? `_${unit}` : ''
  return { ...named, base: base.slice(0, base.length - end.length) + mark + end }
}

const ownHelp: ReadonlyMap<string, string> = new Map([
  ['holdfast_prometheus_overflow', 'How often a series beyond maxSeries was told as another one.'],
  ['holdfast_prometheus_refused', 'How often something came that cannot be told.'],
])

/** The text of its `HELP`. */
export const describeFamily = ({ base, origins, type }: Family): string => {
  const own = ownHelp.get(base)
  if (own) return own
  const told = origins.slice(0, mostOrigins).map((name) => JSON.stringify(name))
  const more = origins.length > mostOrigins ? ' and others' : ''
  return `The ${type} ${told.join(', ')}${more}.`
}
