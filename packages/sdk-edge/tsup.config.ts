import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    resilience: 'src/resilience.ts',
    testing: 'src/testing.ts',
    relay: 'src/relay.ts',
    metering: 'src/metering.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2020',
  platform: 'neutral',
  define: { __VERSION__: JSON.stringify(version) },
  dts: true,
  clean: true,
})
