export {
  type ContractCase,
  type ContractResult,
  runContract,
} from '../contracts/contractCase.ts'
export {
  type CounterPlace,
  claimCounts,
  counterContract,
} from '../contracts/counters/counterContract.ts'
export { usageSignal } from '../contracts/counters/drawBatches.ts'
export {
  type InstrumentHarness,
  instrumentContract,
} from '../contracts/instrument/instrumentContract.ts'
export { runtimeContract } from '../contracts/runtime/runtimeContract.ts'
export type { FaultyServers, RuntimeContractOptions } from '../contracts/runtime/runtimeHome.ts'
export { sinkContract } from '../contracts/sink/sinkContract.ts'
export { storeContract } from '../contracts/store/storeContract.ts'
export type { StoreHome } from '../contracts/store/storeHome.ts'
export { createSampleSignal, createSampleSignals } from '../testing/sampleSignals.ts'
