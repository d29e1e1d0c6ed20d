import './monitor.mjs'

// Comes and goes: while it is there the process lives on, afterwards it must not.
const onRejection = (error) => console.log(`unhandled ${error.message}`)
process.on('unhandledRejection', onRejection)
void Promise.reject(new Error('while listening'))
setTimeout(() => {
  process.off('unhandledRejection', onRejection)
  void Promise.reject(new Error('after listening'))
}, 20)
setTimeout(() => console.log('alive'), 200)
