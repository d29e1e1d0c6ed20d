import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/fastify'
import fastify from 'fastify'

const { PORT = '3000', SIGNALS_URL = 'https://signals.example.com/in' } = process.env
const monitor = init({ service: 'example-fastify', sinks: [http({ url: SIGNALS_URL })] })

const app = fastify()
app.register(holdfast(monitor)) // before the routes
app.addHook('onRequest', async (request) => {
  const user = String(request.headers['x-user'] ?? 'nobody')
  monitor.requests.current()?.scope.setUser({ id: user })
})

app.get('/shops/:shop/orders/:order', async (request) => request.params)
app.post('/shops/:shop/orders', async (request) => {
  const { item } = Object(request.body)
  throw new Error(`There is no ${item}.`)
})

await app.listen({ port: Number(PORT) })
console.log(`http://127.0.0.1:${PORT}/shops/7/orders/1`)
