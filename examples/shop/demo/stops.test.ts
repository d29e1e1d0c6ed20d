import { expect, it } from 'vitest'
import { createStops } from './stops.ts'

it('stops in the opposite order, one after the other, and each once', async () => {
  const stopped: string[] = []
  const stops = createStops()
  stops.add(() => void stopped.push('first'))
  stops.add(async () => {
    await Promise.resolve()
    stopped.push('second')
  })
  await Promise.all([stops.runAll(), stops.runAll()])
  expect(stopped).toEqual(['second', 'first'])
})

it('stops at once what was started too late', async () => {
  const stopped: string[] = []
  const stops = createStops()
  await stops.runAll()
  stops.add(() => void stopped.push('late'))
  await stops.runAll()
  expect(stopped).toEqual(['late'])
})
