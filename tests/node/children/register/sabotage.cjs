// A host that has less than we need, at first.
const hooks = require('node:async_hooks')

const { AsyncLocalStorage } = hooks
hooks.AsyncLocalStorage = function failing() {
  hooks.AsyncLocalStorage = AsyncLocalStorage
  throw new Error('s3cr3t')
}
