import { createHash } from 'node:crypto'
import type { RedisScript } from './redisClient.ts'

/**
 * Counts a batch. What is not there yet among the ids is marked and counted: all of a signal, for a script
 * runs alone, and what a server refuses to write it refuses at the first write. A key that something else
 * has taken, under our prefix, costs its own count and not the others.
 *
 * KEYS are the distinct keys; ARGV names them by their place:
 * how long marks stay, in seconds · how many periods · how many signals ·
 * each signal: its mark, how many deltas; each of these: its own mark or 0, the quantity, a counter a period ·
 * then, as often as there are: when counters end, in seconds of the epoch, how many these are, and which.
 */
const text = `
local at = 0
local function take()
  at = at + 1
  return ARGV[at]
end
local function whole()
  return tonumber(take())
end
local function mark(key, seconds)
  return redis.call('SET', key, '1', 'NX', 'EX', seconds)
end
local stay, periods, signals = take(), whole(), whole()
local counted = {}
local refused = false
for _ = 1, signals do
  local fresh = mark(KEYS[whole()], stay)
  for _ = 1, whole() do
    local own, quantity = whole(), take()
    local counts = fresh and (own == 0 or mark(KEYS[own], stay))
    for _ = 1, periods do
      local key = whole()
      if counts then
        local done = redis.pcall('INCRBYFLOAT', KEYS[key], quantity)
        if type(done) == 'table' and done.err then
          refused = refused or done.err
        else
          counted[key] = true
        end
      end
    end
  end
end
while at < #ARGV do
  local ends = take()
  for _ = 1, whole() do
    local key = whole()
    if counted[key] then
      redis.call('EXPIREAT', KEYS[key], ends)
    end
  end
end
return refused
`

/** With its digest: servers are asked for that, and given the text where they do not know it. */
export const createCountScript = (): RedisScript => ({
  text,
  sha: createHash('sha1').update(text).digest('hex'),
})
