import { fileURLToPath } from 'node:url'
import { idsIn, scriptOf } from './openPlace.ts'
import { runChild } from './runChild.ts'

const longestLife = 120

/** Kills a child at a random moment of its work; returns the ids whose capture had returned. */
export const killWhileLoaded = async (
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const script = fileURLToPath(scriptOf('load.mjs'))
  return idsIn({ stdout: await runChild(script, env, Math.random() * longestLife) })
}
