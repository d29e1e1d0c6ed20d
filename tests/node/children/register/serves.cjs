// Knows nothing of monitoring.
const { createServer, get } = require('node:http')

const server = createServer((_, response) => response.end('four')).listen(0, '127.0.0.1', () => {
  get({ port: Object(server.address()).port, host: '127.0.0.1', agent: false }, (answer) => {
    answer.resume().on('end', () => server.close())
    console.log(answer.statusCode)
  })
})
