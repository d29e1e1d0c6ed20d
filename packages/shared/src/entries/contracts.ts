export {
  type ContractCase,
  type ContractResult,
  runContract,
} from '../contracts/contractCase.ts'
export {
  type InstrumentHarness,
  instrumentContract,
} from '../contracts/instrument/instrumentContract.ts'
export { runtimeContract } from '../contracts/runtime/runtimeContract.ts'
export type { FaultyServers, RuntimeContractOptions } from '../contracts/runtime/runtimeHome.ts'
export { sinkContract } from '../contracts/sink/sinkContract.ts'
export { type StoreHome, storeContract } from '../contracts/store/storeContract.ts'
export { createSampleSignal, createSampleSignals } from '../testing/sampleSignals.ts'
