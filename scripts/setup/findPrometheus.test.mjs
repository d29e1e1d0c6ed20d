import { delimiter } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { findPrometheus } from './findPrometheus.mjs'

const starts = '#!/bin/sh\nexit 0\n'

/** @param {readonly string[]} names */
const createPrograms = (names) =>
  createFolder(Object.fromEntries(names.map((name) => [name, starts])), 0o755)

it('takes the first folder of PATH that has both', () => {
  const half = createPrograms(['prometheus'])
  const whole = createPrograms(['prometheus', 'promtool'])
  const PATH = [half, whole].join(delimiter)
  expect(findPrometheus('/nowhere', { PATH })).toBe(whole)
  expect(findPrometheus(whole, { PATH: half })).toBe(whole)
  expect(findPrometheus('/nowhere', { PATH: half })).toBeUndefined()
})

it('prefers what a variable names, and does not go behind its back', () => {
  const [named, PATH] = [0, 1].map(() => createPrograms(['prometheus', 'promtool']))
  expect(findPrometheus('/nowhere', { PATH, HOLDFAST_PROMETHEUS: named })).toBe(named)
  expect(() => findPrometheus('/nowhere', { PATH, HOLDFAST_PROMETHEUS: '/nowhere' })).toThrow(
    'HOLDFAST_PROMETHEUS names',
  )
})
