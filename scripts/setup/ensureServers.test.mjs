import { beforeEach, expect, it, vi } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { ensureServers } from './ensureServers.mjs'

const program = '#!/bin/sh\nexit 0\n'

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})

it('installs nothing where both are there', async () => {
  vi.stubEnv('PATH', createFolder({ 'redis-server': program, postgres: program }, 0o755))
  await ensureServers()
  expect(console.log).not.toHaveBeenCalled()
})

it('says what to do where there is no apt-get', async () => {
  vi.stubEnv('PATH', createFolder({ postgres: program }, 0o755))
  await expect(ensureServers()).rejects.toThrow('--no-install-recommends redis-server postgresql')
})
