import { http, init } from '@holdfast/node'
import { holdfast } from '@holdfast/node/nest'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module.mjs'

const { PORT = '3000', SIGNALS_URL = 'https://signals.example.com/in' } = process.env
const monitor = init({ service: 'example-nest', sinks: [http({ url: SIGNALS_URL })] })

const app = await NestFactory.create(AppModule)
holdfast(app, monitor) // before all else
app.use((request, _response, next) => {
  monitor.requests.current()?.scope.setUser({ id: request.headers['x-user'] ?? 'nobody' })
  next()
})

await app.listen(Number(PORT))
console.log(`http://127.0.0.1:${PORT}/shops/7/orders/1`)
