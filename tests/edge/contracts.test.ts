import type { ContractResult } from '@holdfast/shared/contracts'
import { startFaultyUrls } from '@holdfast/shared/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runWorker } from './openWorker.ts'

describe('in workerd', () => {
  it('the runtime keeps its contract', async () => {
    const servers = await startFaultyUrls()
    onTestFinished(() => servers.stop())
    const runtime = new URL('../../packages/sdk-edge/src/runtime/edgeRuntime.ts', import.meta.url)
    const worker = await runWorker('contracts.ts', { subjects: { 'subject:runtime': runtime } })
    const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify(servers.urls) })
    const results = (await response.json()) as readonly ContractResult[]
    expect(results.filter(({ outcome }) => outcome === 'broken')).toEqual([])
    expect(results.filter(({ outcome }) => outcome === 'kept').length).toBeGreaterThan(30)
  })
})
