import { describe, expect, it, onTestFinished } from 'vitest'
import { callerStack } from './callerStack.ts'

const capture = (): string | undefined => callerStack(capture)
const caller = (): string | undefined => capture()

describe('callerStack', () => {
  it('begins at whoever called', () => {
    const [, first] = (caller() ?? '').split('\n')
    expect(first).toContain('caller')
  })

  it('has our calls too where the engine cannot leave them out', () => {
    const { captureStackTrace } = Error
    onTestFinished(() => void Object.assign(Error, { captureStackTrace }))
    Object.assign(Error, { captureStackTrace: undefined })
    expect(caller()).toMatch(/callerStack.*capture.*caller/s)
  })
})
