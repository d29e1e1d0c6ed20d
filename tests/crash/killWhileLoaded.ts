import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { idsIn, scriptOf } from './openPlace.ts'

const longestLife = 120

/** Kills a child at a random moment of its work; returns the ids whose capture had returned. */
export const killWhileLoaded = (
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(scriptOf('load.mjs'))], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    const kill = (): void => void child.kill('SIGKILL')
    child.stdout.once('data', () => setTimeout(kill, Math.random() * longestLife))
    const tooLong = setTimeout(kill, 20_000)
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(tooLong)
      resolve(idsIn({ stdout }))
    })
  })
