import type { ContractResult } from '@holdfast/shared/contracts'
import { startFaultyUrls } from '@holdfast/shared/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const source = (path: string): URL =>
  new URL(`../../packages/sdk-browser/src/${path}`, import.meta.url)

/** Runs an expression in a page of real Chromium that holds the contracts and their subjects. */
const runInPage = async (expression: string): Promise<readonly ContractResult[]> => {
  const { page } = await openPage({
    browser: chromium(),
    script: 'contracts.ts',
    subjects: {
      'subject:runtime': source('runtime/browserRuntime.ts'),
      'subject:globalErrors': source('instruments/globalErrors.ts'),
    },
  })
  return page.evaluate(expression)
}

const broken = (results: readonly ContractResult[]): readonly ContractResult[] =>
  results.filter(({ outcome }) => outcome === 'broken')

describe('in a page', () => {
  it('the runtime keeps its contract', async () => {
    const servers = await startFaultyUrls()
    onTestFinished(() => servers.stop())
    const results = await runInPage(`runRuntime(${JSON.stringify(servers.urls)})`)
    expect(broken(results)).toEqual([])
    expect(results.filter(({ outcome }) => outcome === 'kept').length).toBeGreaterThan(30)
  })

  it.each([
    ['thrown', 0],
    ['rejected', 1],
  ])('the instrument for global errors keeps its contract with what is %s', async (_, failure) => {
    const results = await runInPage(`runInstrument(${failure})`)
    expect(broken(results)).toEqual([])
    expect(results.length).toBeGreaterThan(5)
  })
})
