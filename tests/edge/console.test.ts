import { describe, expect, it } from 'vitest'
import { runWorker } from './openWorker.ts'

/** All lines that a worker wrote, once there are as many. */
const linesOf = async (bindings: Readonly<Record<string, string>>, count: number) => {
  const workerd = await runWorker('console.ts', { bindings })
  expect(await (await fetch(workerd.url)).text()).toBe('done')
  const read = (): readonly string[] =>
    `${workerd.stdout()}${workerd.stderr()}`.split('\n').filter((line) => line !== '')
  await expect.poll(() => read().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
  // Were there a loop, there would soon be more.
  await new Promise((resolve) => setTimeout(resolve, 200))
  return read()
}

describe('a console sink in workerd', () => {
  it('writes lines of JSON', async () => {
    const lines = await linesOf({}, 3)
    expect(lines.join('')).not.toContain('\u001b[31m')
    expect(lines.join('')).not.toContain('\u009b')
    const all = lines.map((line) => JSON.parse(line))
    expect(all).toHaveLength(3)
    expect(all).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'warn',
          service: 'worker',
          message: 'stock is \u001b[31mlow\u009b',
          tags: { plan: 'pro' },
        }),
        expect.objectContaining({ severity: 'debug', message: 'asked' }),
        expect.objectContaining({
          severity: 'error',
          exceptions: [expect.objectContaining({ stack: expect.stringMatching(/^at /) })],
        }),
      ]),
    )
  })

  it('writes for people in another environment than production', async () => {
    const text = (await linesOf({ ENVIRONMENT: 'development' }, 7)).join('\n')
    expect(text).toMatch(/^.*WARN {2}worker stock is \\u001b\[31mlow\\u009b\n {2}tags: plan=pro$/m)
    expect(text).toMatch(/^.*ERROR worker TypeError: no stock\n.*› at /m)
  })
})
