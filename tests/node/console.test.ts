import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runNode } from '../harness/runNode.ts'

const script = new URL('children/console.mjs', import.meta.url)

/** A child's environment says nothing of colours, or of where it runs, but what a test says. */
const silent = { NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: 'xterm' }

const run = (env: Readonly<Record<string, string>> = {}) =>
  runNode({ script, env: { ...silent, ...env } })

const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
const withoutTime = (text: string): string => text.replaceAll(new RegExp(time, 'g'), 'TIME')

const plain = 'TIME WARN  child stock is \\u001b[31mlow\\u009b\n  tags: plan=pro\n'
const coloured =
  '\u001b[2mTIME\u001b[0m \u001b[33mWARN \u001b[0m child ' +
  '\u001b[1mstock is \\u001b[31mlow\\u009b\u001b[0m\n  \u001b[2mtags:\u001b[0m plan=pro\n'

describe('a console sink in Node', () => {
  it('writes to standard error, without colours where that is no terminal', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stdout, stderr: withoutTime(stderr) }).toEqual({
      code: 0,
      stdout: '',
      stderr: plain,
    })
  })

  it('writes to standard output where it is told', async () => {
    const { stdout, stderr } = await run({ CONSOLE: '{"stream":"stdout"}' })
    expect({ stdout: withoutTime(stdout), stderr }).toEqual({ stdout: plain, stderr: '' })
  })

  it.each([
    ['colours where that is forced', { FORCE_COLOR: '1' }, coloured],
    ['no colours where those are refused', { FORCE_COLOR: '0' }, plain],
  ])('writes %s', async (_, env, expected) => {
    expect(withoutTime((await run(env)).stderr)).toBe(expected)
  })

  it.each([
    ['in production, by its environment', { ENVIRONMENT: 'production' }, 'production'],
    ['where NODE_ENV says so, and it has no environment', { NODE_ENV: 'production' }, undefined],
    ['where it is told', { CONSOLE: '{"format":"json"}' }, undefined],
  ])('writes lines of JSON %s', async (_, env, environment) => {
    const { stderr } = await run({ FORCE_COLOR: '1', ...env })
    expect(stderr.split('\n')).toHaveLength(2)
    expect(stderr).not.toContain('\u001b')
    expect(stderr).not.toContain('\u009b')
    expect(JSON.parse(stderr)).toEqual({
      time: expect.stringMatching(time),
      severity: 'warn',
      kind: 'error',
      service: 'child',
      message: 'stock is \u001b[31mlow\u009b',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...(environment !== undefined && { environment }),
      tags: { plan: 'pro' },
    })
  })

  it('writes for people where it has another environment, whatever NODE_ENV says', async () => {
    const { stderr } = await run({ ENVIRONMENT: 'staging', NODE_ENV: 'production' })
    expect(withoutTime(stderr)).toBe(plain)
  })

  it('has shown what nobody caught before the process ends', async () => {
    const { code, stderr } = await run({ HOW: 'throw' })
    expect(code).toBe(1)
    expect(withoutTime(stderr)).toMatch(
      /^TIME ERROR child TypeError: nobody caught it\n {2}› at .*console\.mjs:\d+:\d+/m,
    )
    expect(stderr).toContain('  uncaught: uncaughtException\n')
  })
})

/** `script` of util-linux gives a child a terminal; where it is not, there is none to test with. */
const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

describe.skipIf(!hasScript)('a console sink on a terminal', () => {
  const runOnTerminal = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const command = `'${process.execPath}' '${fileURLToPath(script)}'`
    const { NODE_ENV: _, VITEST: __, NO_COLOR: ___, FORCE_COLOR: ____, ...rest } = process.env
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...rest, TERM: 'xterm', ...env },
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    await once(child, 'close')
    return withoutTime(text.replaceAll('\r\n', '\n'))
  }

  it.each([
    ['colours', {}, coloured],
    ['none with NO_COLOR', { NO_COLOR: '1' }, plain],
    ['none where it can show none', { TERM: 'dumb' }, plain],
    ['some where they are forced all the same', { NO_COLOR: '1', FORCE_COLOR: '1' }, coloured],
  ])('writes %s', async (_, env, expected) => {
    expect(await runOnTerminal(env)).toContain(expected)
  })
})

describe('a console sink that nobody reads', () => {
  it('ends no process, and books what was not shown', async () => {
    const child = spawn(process.execPath, [fileURLToPath(script)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...silent, HOW: 'unread' },
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    child.stderr.destroy()
    const [code] = await once(child, 'close')
    expect(code).toBe(0)
    const { error } = JSON.parse(stdout)
    expect(error.accepted).toBe(20)
    expect(error.pending).toBe(0)
    expect(error.lost.sinkFailed).toBeGreaterThan(0)
    expect(error.delivered + error.lost.sinkFailed).toBe(20)
  })
})

describe.skipIf(process.platform !== 'linux')('a console sink before a pipe that is full', () => {
  /** A pipe of the shell's: those that Node makes for its children are sockets. */
  const pipeInto = async (reader: string, env: Readonly<Record<string, string>>) => {
    const command = `'${process.execPath}' '${fileURLToPath(script)}' 2>&1 >&3 | ${reader}`
    const child = spawn('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      env: { ...process.env, ...silent, ...env },
    })
    const texts = ['', '']
    for (const [index, stream] of [child.stdio[1], child.stdio[3]].entries()) {
      stream?.on('data', (chunk: Buffer) => {
        texts[index] += chunk.toString()
      })
    }
    const [code] = await once(child, 'close')
    return { code, read: texts[0] ?? '', told: texts[1] ?? '' }
  }

  it('writes all of it, in order, to a reader that takes its time', async () => {
    const { read } = await pipeInto('(sleep 0.5; cat)', { HOW: 'stuck' })
    const lines = read.split('\n').filter((line) => line.includes(' child '))
    expect(lines).toHaveLength(2_000)
    expect(lines.every((line) => line.endsWith(' child '.concat('x'.repeat(500))))).toBe(true)
  })

  it('does not hold up the process', async () => {
    const { told } = await pipeInto('sleep 3', { HOW: 'stuck' })
    const { longest, console: tallies } = JSON.parse(told)
    expect(tallies.error).toMatchObject({ accepted: 2_000 })
    expect(tallies.error.pending).toBeGreaterThan(500)
    expect(longest).toBeLessThan(1_000)
  })
})
