import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { findChromium } from './findChromium.mjs'

const starts = '#!/bin/sh\nexit 0\n'
const failsToStart = '#!/bin/sh\nexit 1\n'
const executable = 0o755

/** @param {Readonly<Record<string, string>>} files */
const createPrograms = (files) => createFolder(files, executable)

it('finds none where there is none', () => {
  expect(findChromium({ PATH: createFolder({}) }, 'linux')).toBeUndefined()
  expect(findChromium({}, 'linux')).toBeUndefined()
})

it('takes the first name, wherever on PATH it is', () => {
  const first = createPrograms({ 'google-chrome': starts })
  const second = createPrograms({ chromium: starts })
  const PATH = [first, second].join(delimiter)
  expect(findChromium({ PATH }, 'linux')).toBe(join(second, 'chromium'))
})

it('passes over one that does not start', () => {
  const PATH = createPrograms({ 'chromium-browser': failsToStart, 'google-chrome-stable': starts })
  expect(findChromium({ PATH }, 'linux')).toBe(join(PATH, 'google-chrome-stable'))
})

it('passes over one that is not executable', () => {
  const PATH = createFolder({ chromium: starts })
  expect(findChromium({ PATH }, 'linux')).toBeUndefined()
})

it('prefers what a variable names', () => {
  const PATH = createPrograms({ chromium: starts, mine: starts, other: starts })
  const env = { PATH, HOLDFAST_CHROMIUM: join(PATH, 'mine'), CHROME_PATH: join(PATH, 'other') }
  expect(findChromium(env, 'linux')).toBe(join(PATH, 'mine'))
  expect(findChromium({ ...env, HOLDFAST_CHROMIUM: '' }, 'linux')).toBe(join(PATH, 'other'))
})

it('does not go behind the back of a variable that is wrong', () => {
  const PATH = createPrograms({ chromium: starts })
  const env = { PATH, HOLDFAST_CHROMIUM: join(PATH, 'missing') }
  expect(() => findChromium(env, 'linux')).toThrow('HOLDFAST_CHROMIUM names')
})
