import { http, init } from '@holdfast/browser'

window.monitor = init({
  service: '',
  sinks: [http({ url: 'ftp://s3cr3t.example.com' })],
  shutdownTimeout: 's3cr3t' as never,
})
