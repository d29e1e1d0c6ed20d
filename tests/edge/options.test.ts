import { describe, expect, it } from 'vitest'
import { runWorker } from './openWorker.ts'

const startFailure = async (): Promise<string> => {
  try {
    await runWorker('misconfigured.ts')
  } catch (error) {
    return String(error)
  }
  throw new Error('workerd started a worker with wrong options.')
}

describe('a worker with wrong options', () => {
  it('does not load, and its platform shows every wrong option but no value', async () => {
    const failure = await startFailure()
    expect(failure).toContain('HoldfastConfigError')
    for (const option of ['service', 'sinks[0].url', 'shutdownTimeout']) {
      expect(failure).toContain(`${option}: expected`)
    }
    expect(failure).not.toContain('s3cr3t')
  })
})
