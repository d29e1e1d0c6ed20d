import { property } from '@holdfast/shared/counters'

/** As much of a client of `ioredis` as is used: `Redis` and `Cluster`. */
export interface IoRedisLike {
  evalsha(sha: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
  get(key: string): Promise<unknown>
}

/** As much of a client of `redis` as is used: of a client, a pool or a cluster. */
export interface NodeRedisLike {
  evalSha(sha: string, options: ScriptOptions): Promise<unknown>
  eval(script: string, options: ScriptOptions): Promise<unknown>
  get(key: string): Promise<unknown>
}

interface ScriptOptions {
  keys: string[]
  arguments: string[]
}

/** One script and one reading, whichever client it is. */
export interface RedisClient {
  run(script: RedisScript, keys: string[], values: string[]): Promise<unknown>
  get(key: string): Promise<unknown>
}

/** A script, and the digest that a server knows it by. */
export interface RedisScript {
  readonly text: string
  readonly sha: string
}

export const toRedisClient = (given: IoRedisLike | NodeRedisLike): RedisClient => {
  const client = 'evalSha' in given ? given : fromIoRedis(given)
  return {
    run: async ({ text, sha }, keys, values) => {
      const options = { keys, arguments: values }
      try {
        return await client.evalSha(sha, options)
      } catch (error) {
        // A server that was started anew has forgotten it; it learns it again by this.
        if (!String(property(error, 'message')).startsWith('NOSCRIPT')) throw error
        return client.eval(text, options)
      }
    },
    get: (key) => client.get(key),
  }
}

const fromIoRedis = (client: IoRedisLike): NodeRedisLike => ({
  evalSha: (sha, { keys, arguments: values }) =>
    client.evalsha(sha, keys.length, ...keys, ...values),
  eval: (script, { keys, arguments: values }) =>
    client.eval(script, keys.length, ...keys, ...values),
  get: (key) => client.get(key),
})

/** Whether it has what either client has. */
export const isRedisClient = (client: unknown): boolean =>
  ['eval', 'get'].every((name) => isFunction(client, name)) &&
  ['evalsha', 'evalSha'].some((name) => isFunction(client, name))

const isFunction = (client: unknown, name: string): boolean =>
  typeof property(client, name) === 'function'
