import { spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

const run = (command: string, ...words: readonly string[]): boolean =>
  spawnSync(command, words, { stdio: 'ignore' }).status === 0

/** Why no file system can be mounted here; `undefined` where one can. */
export const mountObstacle = (): string | undefined => {
  const { path, remove } = createTemporaryFolder()
  const mounted = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path)
  if (mounted) run('umount', path)
  remove()
  return mounted ? undefined : 'only root on Linux may mount a small file system'
}

/** A disk of 64 KiB, which goes with the test. */
export const mountSmall = (mode: 'rw' | 'ro'): string => {
  const { path, remove } = createTemporaryFolder()
  const mounted = run('mount', '-t', 'tmpfs', '-o', `size=64k,${mode}`, 'tmpfs', path)
  onTestFinished(() => {
    if (mounted) run('umount', path)
    remove()
  })
  if (!mounted) throw new Error('The disk could not be mounted.')
  return path
}
