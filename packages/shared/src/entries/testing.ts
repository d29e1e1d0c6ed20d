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
export {
  createFakeRuntime,
  type FakeRuntime,
  type FakeRuntimeOptions,
} from '../testing/fakeRuntime/createFakeRuntime.ts'
export { createFakeDisk, type FakeDisk } from '../testing/fakeRuntime/fakeDisk.ts'
export {
  answerOf,
  type FakeResponse,
  type FakeTransport,
  noAnswer,
  type Responder,
  type SentRequest,
} from '../testing/fakeRuntime/fakeTransport.ts'
export type { Behaviour, Choice } from '../testing/faultySink/behaviour.ts'
export type { Dialect } from '../testing/faultySink/dialect.ts'
export type { ReadRequest, ReceivedRequest } from '../testing/faultySink/receivedRequest.ts'
export { type FaultySink, startFaultySink } from '../testing/faultySink/startFaultySink.ts'
export {
  type FaultName,
  type FaultyUrls,
  startFaultyUrls,
} from '../testing/faultySink/startFaultyUrls.ts'
export type { WaitOptions } from '../testing/faultySink/takings.ts'
export {
  createSampleFacts,
  createSampleSignal,
  createSampleSignals,
} from '../testing/sampleSignals.ts'
