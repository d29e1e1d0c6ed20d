// An app that knows nothing of monitoring.
console.log('ready')
if (process.env.FAIL) throw new RangeError('nobody caught it')
process.exitCode = 3
