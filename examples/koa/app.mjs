import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/koa'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'

const { PORT = '3000', SIGNALS_URL = 'https://signals.example.com/in' } = process.env
const monitor = init({ service: 'example-koa', sinks: [http({ url: SIGNALS_URL })] })

const app = new Koa()
app.use(holdfast(monitor)) // before all else
app.use((context, next) => {
  monitor.requests.current()?.scope.setUser({ id: context.get('x-user') || 'nobody' })
  return next()
})
app.use(bodyParser())

const orders = new Router({ prefix: '/shops/:shop/orders' })
orders.get('/:order', (context) => {
  context.body = context.params
})
orders.post('/', async (context) => {
  const { item } = Object(context.request.body)
  throw new Error(`There is no ${item}.`)
})
app.use(orders.routes())

app.listen(Number(PORT), () => console.log(`http://127.0.0.1:${PORT}/shops/7/orders/1`))
