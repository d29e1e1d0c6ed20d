import { createRequire } from 'node:module'
import { monitor } from '@holdfast/node/register'

const required = createRequire(import.meta.url)('@holdfast/node/register')
const ours = Reflect.ownKeys(globalThis).filter((name) => /holdfast/i.test(String(name)))
console.log(required.monitor === monitor, ours.length)
