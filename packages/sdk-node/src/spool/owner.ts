import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { attempt } from '@holdfast/shared'
import { nobody } from './segmentName.ts'

/**
 * What is known of an owner. `unsure` is one of another machine or container, or of a host that does
 * not tell when a process began: only the owner's own signs of life can tell.
 */
export type OwnerState = 'free' | 'alive' | 'dead' | 'unsure'

/** Who owns segments here, and what became of those who did. */
export interface Owners {
  /** Names this store; no other has the same. */
  readonly self: string
  stateOf(owner: string): OwnerState
  /** This store owns nothing any more. */
  end(): void
}

/** Loaded when first needed, as all that costs a start. */
export const hashOf = (text: string): string =>
  process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')

export const createNonce = (): string =>
  process.getBuiltinModule('node:crypto').randomBytes(8).toString('hex')

const unknownStart = '0'

/**
 * Owners by process: `<host>_<pid>_<start>_<nonce>`. A number of a process alone proves nothing: it
 * is used again, and in a container it is 1 in every life.
 */
export const createOwners = (): Owners => {
  const host = hashOf(hostFacts()).slice(0, 12)
  const self = `${host}_${process.pid}_${startOf(process.pid) ?? unknownStart}_${createNonce()}`
  const ofThread = ownersOfThread()
  ofThread.add(self)
  return {
    self,
    end: () => void ofThread.delete(self),
    stateOf: (owner) => {
      if (owner === nobody) return 'free'
      if (ofThread.has(owner)) return 'alive'
      const [ofHost, pid = '', start] = owner.split('_')
      if (ofHost !== host || !/^[1-9]\d{0,9}$/.test(pid)) return 'unsure'
      if (!isRunning(Number(pid))) return 'dead'
      const running = startOf(Number(pid))
      if (running === undefined || start === unknownStart) return 'unsure'
      if (running !== start) return 'dead'
      // One of another thread of ours, which may have ended while the process lives on.
      return Number(pid) === process.pid ? 'unsure' : 'alive'
    },
  }
}

/** As the operator vouches for it: whoever cannot be asked is dead. */
export const withoutDoubt = (owners: Owners): Owners => ({
  ...owners,
  stateOf: (owner) => {
    const state = owners.stateOf(owner)
    return state === 'unsure' ? 'dead' : state
  },
})

const registry = Symbol.for('holdfast.owners')

/** Each thread has a `process` of its own, shared by all copies of this module that it has loaded. */
const ownersOfThread = (): Set<string> => {
  const known: unknown = Reflect.get(process, registry)
  if (known instanceof Set) return known
  const owners = new Set<string>()
  Object.defineProperty(process, registry, { value: owners })
  return owners
}

/** Numbers of processes mean something only within one boot of one machine, and one container. */
const hostFacts = (): string =>
  [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'), ''),
    attempt(() => readlinkSync('/proc/self/ns/pid'), ''),
  ].join('|')

/** In ticks since the boot: the 22nd field, counted behind the name, which may hold anything. */
const startOf = (pid: number): string | undefined => {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'), '')
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Nobody has waited for it yet, but it is no more.
  if (state === 'Z' || state === 'X') return 'ended'
  return fields[18]
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Anything but "no such process" is said of one that runs, and is not ours.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
