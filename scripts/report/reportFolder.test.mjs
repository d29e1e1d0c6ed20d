import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { createReportFolder } from './reportFolder.mjs'

it('reads what it wrote, until that is removed', () => {
  const reports = createReportFolder(createFolder({}))
  reports.write('vitest/unit.json', { steps: [] })
  expect(reports.read('vitest/unit.json')).toEqual({ steps: [] })
  reports.remove('vitest')
  expect(reports.read('vitest/unit.json')).toBeUndefined()
})

it('takes a torn report for a missing one', () => {
  const reports = createReportFolder(createFolder({ '.reports/test.json': '{"steps":[' }))
  expect(reports.read('test.json')).toBeUndefined()
})
