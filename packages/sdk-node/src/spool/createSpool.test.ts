import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StoreHome, storeContract } from '@holdfast/shared/contracts'
import { afterAll, describe, it } from 'vitest'
import { createTestHome } from './createTestHome.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the spool keeps the contract of a store', () => {
  const createHome = (): StoreHome => createTestHome(mkdtempSync(join(root, 'home-')))
  for (const { name, run, skipped } of storeContract(createHome)) {
    it(name, async ({ skip }) => {
      skip(skipped !== undefined, skipped)
      await run()
    })
  }
})
