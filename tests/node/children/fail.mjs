import './monitor.mjs'

/** How a process can fail without a hand of its own on what it throws. */
const failures = {
  throwAtOnce: () => {
    throw new TypeError('thrown at once')
  },
  throwInTimer: () =>
    setTimeout(() => {
      throw new RangeError('thrown in a timer')
    }),
  throwText: () =>
    setTimeout(() => {
      throw 'a text, thrown'
    }),
  throwUndefined: () =>
    setTimeout(() => {
      throw undefined
    }),
  rejectError: () => void Promise.reject(new TypeError('rejected')),
  rejectText: () => void Promise.reject('a text, rejected'),
  rejectLater: () =>
    void (async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      throw new Error('rejected later')
    })(),
}

failures[process.env.FAILURE]()
