import { http, withMonitor } from '@holdfast/edge'

export default withMonitor(
  {
    service: '',
    sinks: [http({ url: 'ftp://s3cr3t.example.com' })],
    shutdownTimeout: 's3cr3t' as never,
  },
  { fetch: () => new Response('never') },
)
