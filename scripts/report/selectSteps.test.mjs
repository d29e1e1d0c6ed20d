import { expect, it } from 'vitest'
import { selectSteps } from './selectSteps.mjs'

const steps = [{ name: 'lint' }, { name: 'types' }, { name: 'knip' }]

it('takes all without --only', () => {
  expect(selectSteps(steps, ['--no-tests'])).toEqual(steps)
})

it('takes the named ones, in their own order', () => {
  expect(selectSteps(steps, ['--only', 'knip,lint'])).toEqual([{ name: 'lint' }, { name: 'knip' }])
})

it.each([[['--only', 'tpyes']], [['--only']]])('says which names there are: %j', (args) => {
  expect(() => selectSteps(steps, args)).toThrow('There are: lint, types, knip.')
})
