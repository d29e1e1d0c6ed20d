import { http, init } from '@holdfast/browser'

const query = new URLSearchParams(location.search)
let asked = 0

const monitor = init({
  service: 'page',
  batch: { maxAge: Number(query.get('maxAge') ?? 50) },
  sinks: [
    http({
      url: query.get('url') ?? '',
      compress: true,
      headers: async () => ({ 'x-token': `${++asked}` }),
    }),
  ],
})

Object.assign(window, { monitor })
