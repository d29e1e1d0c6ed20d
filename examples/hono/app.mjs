import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/hono'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const { PORT = '3000', SIGNALS_URL = 'https://signals.example.com/in' } = process.env
const monitor = init({ service: 'example-hono', sinks: [http({ url: SIGNALS_URL })] })

const app = new Hono()
app.use(holdfast(monitor)) // before all else
app.use((context, next) => {
  monitor.requests.current()?.scope.setUser({ id: context.req.header('x-user') ?? 'nobody' })
  return next()
})

const orders = new Hono()
orders.get('/:order', (context) => context.json(context.req.param()))
orders.post('/', async (context) => {
  const { item } = await context.req.json()
  throw new Error(`There is no ${item}.`)
})
app.route('/shops/:shop/orders', orders)

serve({ fetch: app.fetch, port: Number(PORT) }, () => {
  console.log(`http://127.0.0.1:${PORT}/shops/7/orders/1`)
})
