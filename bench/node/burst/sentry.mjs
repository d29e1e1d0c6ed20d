import * as sentry from '@sentry/node'

sentry.init({ dsn: process.env['DSN'] ?? '' })
const captures = Number(process.env['CAPTURES'])
for (let index = 0; index < captures; index++) sentry.captureException(new Error(`burst ${index}`))
if (process.env['END'] === 'kill') process.kill(process.pid, 'SIGKILL')
await sentry.close(10_000)
