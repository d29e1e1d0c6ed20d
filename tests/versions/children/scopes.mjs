import { setTimeout as wait } from 'node:timers/promises'
import { http, init } from '@holdfast/node'

const monitor = init({ service: 'scopes', sinks: [http({ url: process.env.SINK_URL ?? '' })] })

/** @param {string} tenant */
const serve = (tenant) =>
  monitor.withScope(async (scope) => {
    scope.setUser({ id: tenant })
    for (let step = 0; step < 5; step++) {
      await wait(Math.random() * 10)
      await Promise.resolve().then(() => queueMicrotask(() => undefined))
      monitor.captureError(new Error(`${tenant} ${step}`))
    }
  })

await Promise.all(Array.from({ length: 10 }, (_, index) => serve(`tenant-${index}`)))
