import { spawn } from 'node:child_process'

const longestRun = 20_000

/** Runs a script to its end, or kills it so long after its first word; gives what it wrote. */
export const runChild = (
  path: string,
  env: Readonly<Record<string, string>>,
  longest: number = longestRun,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    const kill = (): void => void child.kill('SIGKILL')
    const tooLong = setTimeout(kill, longestRun)
    if (longest < longestRun) child.stdout.once('data', () => setTimeout(kill, longest))
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(tooLong)
      resolve(stdout)
    })
  })
