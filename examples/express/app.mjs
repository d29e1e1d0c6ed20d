import { http, init } from '@holdfast/node'
import { holdfast, holdfastErrors } from '@holdfast/node/express'
import express from 'express'

const { PORT = '3000', SIGNALS_URL = 'https://signals.example.com/in' } = process.env
const monitor = init({ service: 'example-express', sinks: [http({ url: SIGNALS_URL })] })

const app = express()
app.use(holdfast(monitor)) // before all else
app.use((request, _response, next) => {
  monitor.requests.current()?.scope.setUser({ id: request.get('x-user') ?? 'nobody' })
  next()
})

const orders = express.Router({ mergeParams: true })
orders.get('/:order', (request, response) => {
  response.json(request.params)
})
orders.post('/', express.json(), async (request) => {
  throw new Error(`There is no ${request.body.item}.`)
})
app.use('/shops/:shop/orders', orders)

app.use(holdfastErrors(monitor)) // after the routes, and before error handlers of your own

app.listen(Number(PORT), () => console.log(`http://127.0.0.1:${PORT}/shops/7/orders/1`))
