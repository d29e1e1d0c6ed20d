import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serviceName } from './serviceName.ts'

const place = { folder: '' }

beforeEach(() => {
  place.folder = mkdtempSync(join(realpathSync(tmpdir()), 'holdfast-name-'))
})

afterEach(() => rmSync(place.folder, { recursive: true, force: true }))

const put = (path: string, content = ''): string => {
  const whole = join(place.folder, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, content)
  return whole
}

it('is that of the nearest package.json that has one', () => {
  put('package.json', '{"name":"outer"}')
  put('app/package.json', '{"name":"@acme/checkout"}')
  put('app/dist/package.json', '{"type":"module"}')
  put('app/dist/server/package.json', 'no JSON')
  expect(serviceName(put('app/dist/server/main.js'))).toBe('@acme/checkout')
  expect(serviceName(put('tools/main.js'))).toBe('outer')
})

it("is the app's, where a package's command was started", () => {
  put('package.json', '{"name":"shop"}')
  put('node_modules/framework/package.json', '{"name":"framework"}')
  const script = put('node_modules/framework/bin/start.js')
  mkdirSync(join(place.folder, 'node_modules/.bin'))
  const link = join(place.folder, 'node_modules/.bin/start')
  symlinkSync(script, link)
  expect(serviceName(script)).toBe('shop')
  expect(serviceName(link)).toBe('shop')
})

it('is unknown where no script was started, or no package.json has one', () => {
  put('package.json', '{"name":7}')
  expect(serviceName(undefined)).toBeUndefined()
  expect(serviceName(put('main.js'))).toBeUndefined()
})
