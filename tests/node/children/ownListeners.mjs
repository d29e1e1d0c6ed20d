import './monitor.mjs'

process.on('uncaughtException', (error) => console.log(`uncaught ${error.message}`))
process.on('unhandledRejection', (error) => console.log(`unhandled ${error.message}`))

setTimeout(() => void Promise.reject(new Error('rejected')), 10)
setTimeout(() => {
  throw new Error('thrown')
}, 20)
setTimeout(() => console.log('alive'), 50)
