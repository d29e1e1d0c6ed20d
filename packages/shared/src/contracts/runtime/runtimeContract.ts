import type { Runtime } from '../../ports/runtime.ts'
import type { ContractCase } from '../contractCase.ts'
import { storeContract } from '../store/storeContract.ts'
import { clockCases, randomCases } from './clockCases.ts'
import { compressorCases } from './compressorCases.ts'
import { contextCases } from './contextCases.ts'
import { lifecycleCases } from './lifecycleCases.ts'
import { createRuntimeHome, type RuntimeContractOptions } from './runtimeHome.ts'
import { schedulerCases } from './schedulerCases.ts'
import { transportCases } from './transportCases.ts'

/**
 * What the core relies on in a host. Run it where the runtime is at home.
 *
 * @param create - makes a runtime; each case makes its own.
 *
 * @example
 * const servers = await startFaultyUrls()
 * for (const { name, run, skipped } of runtimeContract(createNodeRuntime, { urls: servers.urls })) {
 *   test.skipIf(skipped)(name, run)
 * }
 */
export const runtimeContract = <Host extends Runtime>(
  create: () => Host,
  options: RuntimeContractOptions<Host> = {},
): readonly ContractCase[] => {
  const home = createRuntimeHome(create, options)
  return [
    ...clockCases(home, options),
    ...randomCases(home),
    ...schedulerCases(home),
    ...transportCases(home, options.urls),
    ...compressorCases(home),
    ...storeContract(options.storeHome ?? (() => ({ open: () => create().store }))),
    ...contextCases(home),
    ...lifecycleCases(create, options),
  ]
}
