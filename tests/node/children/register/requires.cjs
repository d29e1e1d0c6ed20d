const { monitor } = require('@holdfast/node/register')

monitor.captureError(new Error('captured by require'))
console.log('ready')
