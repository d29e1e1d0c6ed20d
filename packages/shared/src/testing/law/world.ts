import { createFakeDisk, type FakeDisk } from '../fakeRuntime/fakeDisk.ts'
import { type Around, createAround } from './around.ts'
import { type Life, type LifeLimits, startLife } from './life.ts'
import { serve } from './serve.ts'
import { watchStore } from './watchStore.ts'

/** All around the monitor, over its lives. */
export interface World extends Around {
  readonly disk: FakeDisk
  readonly limits: LifeLimits
  readonly life: Life
  /** The lives before this one. */
  readonly past: readonly Life[]
  /** Ends this life without warning, and begins the next. */
  crash(): void
  rest(): Promise<void>
}

export const createWorld = (limits: LifeLimits): World => {
  const disk = createFakeDisk()
  const past: Life[] = []
  const around = createAround()

  const begin = (): Life => {
    const life = startLife({
      disk,
      limits,
      hookMood: () => around.mood.hook,
      consent: () => around.mood.consent,
      userOf: around.userOf,
    })
    serve(life, around)
    watchStore(life, around)
    return life
  }

  let life = begin()
  const parts = {
    disk,
    limits,
    past,
    get life() {
      return life
    },
    crash: () => {
      life.seen.isOver = true
      life.runtime.crash()
      past.push(life)
      life = begin()
    },
    rest: () => life.runtime.settle(),
  }
  return Object.defineProperties(around, Object.getOwnPropertyDescriptors(parts)) as World
}
