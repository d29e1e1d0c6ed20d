import type { Attributes } from '../model/attributes.ts'
import { getOrMake } from '../primitives/getOrMake.ts'

/** Finds by attributes what belongs to them, without making anything to look it up by. */
export interface Paths<Found> {
  /** Throws where reading them does. */
  find(attributes: unknown): Found | undefined
  /** Remembers it for attributes in this order of their names; the next order is another path. */
  add(attributes: Attributes, found: Found): void
}

/** By the name of one attribute, then by its value, to the next. */
interface Step<Found> {
  found: Found | undefined
  /** Most calls name the same attribute next. */
  name: string | undefined
  values: Map<unknown, Step<Found>> | undefined
  others: Map<string, Map<unknown, Step<Found>>> | undefined
}

/** A path is as long as there are attributes: beyond this it costs more than it saves. */
const longestPath = 8

/** @param most - so many paths are remembered. */
export const createPaths = <Found>(most: number): Paths<Found> => {
  const root = createStep<Found>()
  let count = 0
  return {
    find: (attributes) => {
      let step: Step<Found> | undefined = root
      // The one way through an object that makes no list of its names.
      for (const name in attributes as Attributes) {
        const value = (attributes as Attributes)[name]
        if (value === undefined) continue
        const values: Step<Found>['values'] =
          step.name === name ? step.values : step.others?.get(name)
        step = values?.get(value)
        if (!step) return undefined
      }
      return step.found
    },
    add: (attributes, found) => {
      const entries = Object.entries(attributes)
      if (count === most || entries.length > longestPath) return
      count++
      let step = root
      for (const [name, value] of entries) {
        step = getOrMake(valuesOf(step, name), value, () => createStep<Found>())
      }
      step.found = found
    },
  }
}

const createStep = <Found>(): Step<Found> => ({
  found: undefined,
  name: undefined,
  values: undefined,
  others: undefined,
})

const valuesOf = <Found>(step: Step<Found>, name: string): Map<unknown, Step<Found>> => {
  step.name ??= name
  if (step.name === name) {
    step.values ??= new Map()
    return step.values
  }
  step.others ??= new Map()
  return getOrMake(step.others, name, () => new Map<unknown, Step<Found>>())
}
