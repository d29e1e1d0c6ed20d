import { globalErrors } from 'subject:globalErrors'
import { createBrowserRuntime } from 'subject:runtime'
import {
  type ContractResult,
  type FaultyServers,
  instrumentContract,
  runContract,
  runtimeContract,
} from '@holdfast/shared/contracts'

/** The page has told of it, to whoever had listened before. */
const told = (type: string): Promise<unknown> =>
  new Promise((resolve) => window.addEventListener(type, resolve, { once: true }))

const runRuntime = (urls: FaultyServers): Promise<readonly ContractResult[]> =>
  runContract(
    runtimeContract(() => createBrowserRuntime(window), {
      urls,
      wallNow: () => Date.now(),
      end: () => void window.dispatchEvent(new Event('pagehide')),
    }),
  )

/** Each way in which a page can fail, with nobody to catch it. */
const failures = [
  {
    type: 'error',
    fail: () => {
      throw new Error('thrown in a page')
    },
  },
  {
    type: 'unhandledrejection',
    fail: () => void Promise.reject(new Error('rejected in a page')),
  },
] as const

const runInstrument = (failure: 0 | 1): Promise<readonly ContractResult[]> =>
  runContract(
    instrumentContract(() => ({
      create: () => globalErrors(window),
      provoke: async () => {
        const { type, fail } = failures[failure]
        setTimeout(fail)
        await told(type)
      },
    })),
  )

Object.assign(window, { monitor: undefined, runRuntime, runInstrument })
