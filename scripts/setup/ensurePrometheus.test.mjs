import { beforeEach, expect, it, vi } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { ensurePrometheus } from './ensurePrometheus.mjs'

const starts = '#!/bin/sh\nexit 0\n'

beforeEach(() => {
  vi.stubEnv('HOLDFAST_PROMETHEUS', '')
})

it('gives the one that is there', async () => {
  const folder = createFolder({ prometheus: starts, promtool: starts }, 0o755)
  vi.stubEnv('PATH', folder)
  expect(await ensurePrometheus(createFolder({}))).toBe(folder)
})

it.skipIf(process.platform !== 'linux')('says what to do where there is no apt-get', async () => {
  vi.stubEnv('PATH', createFolder({}))
  await expect(ensurePrometheus(createFolder({}))).rejects.toThrow(
    'apt-get install -y --no-install-recommends prometheus',
  )
})
