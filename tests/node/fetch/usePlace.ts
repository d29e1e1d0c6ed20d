import {
  type FetchOptions,
  init,
  type MemorySink,
  memorySink,
  type NodeMonitor,
} from '@holdfast/node'
import { afterEach, beforeEach } from 'vitest'
import { type FaultyPeer, startFaultyPeer } from '../../harness/startFaultyPeer.ts'

interface Place {
  readonly peer: FaultyPeer
  readonly monitor: NodeMonitor
  readonly memory: MemorySink
}

/** A service that fails, and a monitor, for each test. */
const place: { -readonly [Part in keyof Place]?: Place[Part] } = {}

const part = <Name extends keyof Place>(name: Name): Place[Name] => {
  const found = place[name]
  if (!found) throw new Error('There is a place within a test only.')
  return found as Place[Name]
}

export const usePlace = (): Place => {
  beforeEach(async () => {
    place.peer = await startFaultyPeer()
    place.memory = memorySink()
    const sinks = [place.memory]
    place.monitor = init({
      service: 'calls',
      sinks,
      store: false,
      globalErrors: false,
      incoming: false,
    })
  })
  afterEach(async () => void (await place.monitor?.close()))
  return {
    get peer() {
      return part('peer')
    },
    get monitor() {
      return part('monitor')
    },
    get memory() {
      return part('memory')
    },
  }
}

/** Calls under a policy of the test's monitor. */
export const guarded = (options?: FetchOptions): typeof fetch =>
  part('monitor').fetch('payments', options)

/** Where the service answers as planned. */
export const plan = (): string => `${part('peer').url}/plan`

export const quick = { attempts: 3, baseDelay: 1 } as const
