import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    resilience: 'src/resilience.ts',
    testing: 'src/testing.ts',
    relay: 'src/relay.ts',
    counters: 'src/counters.ts',
    redis: 'src/redis.ts',
    postgres: 'src/postgres.ts',
    metering: 'src/metering.ts',
    fastify: 'src/fastify.ts',
    nest: 'src/nest.ts',
    next: 'src/next.ts',
    prometheus: 'src/prometheus.ts',
    register: 'src/register.ts',
    env: 'src/env.ts',
    runtime: 'src/runtime.ts',
    express: 'src/express.ts',
    koa: 'src/koa.ts',
    hono: 'src/hono.ts',
    holdfast: 'src/cli/main.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2020',
  platform: 'node',
  define: { __VERSION__: JSON.stringify(version) },
  dts: {
    entry: {
      index: 'src/index.ts',
      resilience: 'src/resilience.ts',
      testing: 'src/testing.ts',
      relay: 'src/relay.ts',
      counters: 'src/counters.ts',
      redis: 'src/redis.ts',
      postgres: 'src/postgres.ts',
      metering: 'src/metering.ts',
      fastify: 'src/fastify.ts',
      nest: 'src/nest.ts',
      next: 'src/next.ts',
      prometheus: 'src/prometheus.ts',
      register: 'src/register.ts',
      env: 'src/env.ts',
      runtime: 'src/runtime.ts',
      express: 'src/express.ts',
      koa: 'src/koa.ts',
      hono: 'src/hono.ts',
    },
  },
  // Taken in, and joined afterwards by `tools/chunks`: a process that starts reads four files.
  noExternal: [/^@holdfast\/shared/],
  splitting: true,
  esbuildOptions: (options) => {
    options.logOverride = { 'ignored-bare-import': 'silent' }
  },
  clean: true,
})
