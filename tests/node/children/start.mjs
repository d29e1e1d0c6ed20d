import { http, init } from '@holdfast/node'

const before = process.moduleLoadList.length
init({ service: 'child', sinks: [http({ url: process.env.SINK_URL ?? '' })] })
console.log(process.moduleLoadList.slice(before).join('\n'))
