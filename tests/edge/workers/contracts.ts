import { createEdgeRuntime } from 'subject:runtime'
import { type FaultyServers, runContract, runtimeContract } from '@holdfast/shared/contracts'

/** Runs the contract within an invocation: elsewhere a worker may neither wait nor fetch. */
export default {
  fetch: async (request: Request): Promise<Response> => {
    const urls: FaultyServers = await request.json()
    return Response.json(
      await runContract(runtimeContract(createEdgeRuntime, { urls, wallNow: () => Date.now() })),
    )
  },
}
