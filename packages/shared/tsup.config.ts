import { defineConfig } from 'tsup'

export default defineConfig([
  {
    entry: {
      index: 'src/entries/index.ts',
      app: 'src/entries/app.ts',
      'sinks/sentry': 'src/entries/sinks/sentry.ts',
      'sinks/http': 'src/entries/sinks/http.ts',
      'sinks/memory': 'src/entries/sinks/memory.ts',
      resilience: 'src/entries/resilience.ts',
      'web-runtime': 'src/entries/web-runtime.ts',
      schema: 'src/entries/schema.ts',
      relay: 'src/entries/relay.ts',
      counters: 'src/entries/counters.ts',
      contracts: 'src/entries/contracts.ts',
      testing: 'src/entries/testing.ts',
      'sinks/sentry-client': 'src/entries/sinks/sentry-client.ts',
      'sinks/console': 'src/entries/sinks/console.ts',
      'sinks/prometheus': 'src/entries/sinks/prometheus.ts',
      matchers: 'src/entries/matchers.ts',
      'sinks/metering': 'src/entries/sinks/metering.ts',
    },
    format: ['esm', 'cjs'],
    target: 'es2020',
    platform: 'neutral',
    external: [/^node:/],
    // Taken in whole and tree-shaken, so that nobody installs it for the few parts that we use.
    noExternal: ['zod'],
    // Of all doors in one go; only the testing door needs the types of a host.
    dts: { compilerOptions: { types: ['node'] } },
    splitting: true,
    treeshake: true,
    clean: true,
  },
])
