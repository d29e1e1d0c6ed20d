import { globalErrors } from 'subject:globalErrors'
import { createBrowserRuntime } from 'subject:runtime'
import {
  type ContractResult,
  type FaultyServers,
  instrumentContract,
  runContract,
  runtimeContract,
} from '@holdfast/shared/contracts'

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

const runRuntime = (urls: FaultyServers): Promise<readonly ContractResult[]> =>
  runContract(
    runtimeContract(() => createBrowserRuntime(window), {
      urls,
      wallNow: () => Date.now(),
      end: () => void window.dispatchEvent(new Event('pagehide')),
    }),
  )

/** Each way in which a page can fail, with nobody to catch it. */
const failures: readonly (() => void)[] = [
  () => {
    throw new Error('thrown in a page')
  },
  () => void Promise.reject(new Error('rejected in a page')),
]

const runInstrument = (failure: number): Promise<readonly ContractResult[]> =>
  runContract(
    instrumentContract(() => ({
      create: () => globalErrors(window),
      provoke: async () => {
        setTimeout(() => failures[failure]?.())
        await nextTask()
      },
    })),
  )

Object.assign(window, { monitor: undefined, runRuntime, runInstrument })
