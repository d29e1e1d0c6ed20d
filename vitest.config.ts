import { existsSync, readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { projects, typeProjectPrefix } from './scripts/test/projects.mjs'

const packages = new URL('packages/', import.meta.url)

// Kept in the environment because this file is read anew for each project, and all need the same seed.
// Vitest prints it; HOLDFAST_SEED=<that number> repeats the order.
process.env['HOLDFAST_SEED'] ??= String(Date.now())

const runtimeProjects = projects.map(({ name, include, timeoutMs }) => ({
  extends: true as const,
  test: { name, include: [...include], testTimeout: timeoutMs, hookTimeout: timeoutMs },
}))

const typeProjects = readdirSync(packages).map((name) => {
  const folder = `packages/${name}`
  const own = existsSync(new URL(`${name}/tsconfig.test.json`, packages))
  return {
    extends: true as const,
    test: {
      name: `${typeProjectPrefix}${name}`,
      include: [],
      typecheck: {
        enabled: true,
        only: true,
        include: [`${folder}/src/**/*.test-d.ts`],
        tsconfig: `${folder}/${own ? 'tsconfig.test.json' : 'tsconfig.json'}`,
      },
    },
  }
})

export default defineConfig({
  // As the packages' own builds do.
  define: { __VERSION__: JSON.stringify('0.0.0') },
  test: {
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    sequence: { shuffle: { files: true, tests: true }, seed: Number(process.env['HOLDFAST_SEED']) },
    projects: [...runtimeProjects, ...typeProjects],
  },
})
