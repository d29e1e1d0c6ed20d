import { beforeEach, expect, it, vi } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { ensureChromium } from './ensureChromium.mjs'

beforeEach(() => {
  vi.stubEnv('HOLDFAST_CHROMIUM', '')
  vi.stubEnv('CHROME_PATH', '')
})

it('gives the one that is there', async () => {
  const folder = createFolder({ chromium: '#!/bin/sh\nexit 0\n' }, 0o755)
  vi.stubEnv('PATH', folder)
  expect(await ensureChromium()).toBe(`${folder}/chromium`)
})

it.skipIf(process.platform !== 'linux')('says what to do where there is no apt-get', async () => {
  vi.stubEnv('PATH', createFolder({}))
  await expect(ensureChromium()).rejects.toThrow(
    'apt-get install -y --no-install-recommends chromium',
  )
})
