import { createCalendar } from './calendar.mjs'
import { createFleet } from './fleet.mjs'
import { createRandom } from './random.mjs'
import { createSink } from './sink.mjs'
import { calmMs, capacityOf } from './workload.mjs'

const tickMs = 50
/** How long a request and its answer take. */
const roundTripMs = 100

/**
 * @typedef {object} Course what happened, second by second since the simulation began
 * @property {Float64Array} offered requests that were sent
 * @property {Float64Array} taken requests that the sink took
 * @property {Float64Array} behind clients that have held something ever since the return
 * @property {number} backlogSignals those that were held at the return
 * @property {number} backlogRequests in how few requests those can go
 * @property {number} lost signals that were given up
 * @property {number} made signals in all
 */

/**
 * No sockets and no real time: a million clients of one sink that is down for a while.
 * @param {import('./workload.mjs').Workload} workload
 * @param {import('./rules/rule.mjs').CreateRule} createRule
 * @returns {Course}
 */
export const simulate = (workload, createRule) => {
  const endMs = calmMs + workload.outageMs + workload.afterMs
  const ticks = Math.ceil(endMs / tickMs)
  const course = createCourse(Math.ceil(endMs / 1_000))
  const step = createStep({ workload, createRule, course, ticks })
  for (let tick = 0; tick < ticks; tick++) step(tick)
  return course
}

/**
 * @param {number} seconds
 * @returns {Course}
 */
const createCourse = (seconds) => ({
  offered: new Float64Array(seconds),
  taken: new Float64Array(seconds),
  behind: new Float64Array(seconds),
  backlogSignals: 0,
  backlogRequests: 0,
  lost: 0,
  made: 0,
})

/**
 * @param {object} parts
 * @param {import('./workload.mjs').Workload} parts.workload
 * @param {import('./rules/rule.mjs').CreateRule} parts.createRule
 * @param {Course} parts.course
 * @param {number} parts.ticks
 * @returns {(tick: number) => void}
 */
const createStep = ({ workload, createRule, course, ticks }) => {
  const { clients, outageMs, retryAfterMs, seed } = workload
  const random = createRandom(seed)
  const rule = createRule(workload, random)
  const fleet = createFleet(workload, rule.heldAtMost, random)
  const sink = createSink(capacityOf(workload), tickMs / 1_000, random)
  const calendar = createCalendar(clients, ticks)
  const due = new Int32Array(clients)
  const sending = new Int32Array(clients)
  const trip = { client: 0, nowMs: 0, requests: 0, taken: 0, askedMs: 0, isDone: false }
  const downTick = Math.ceil(calmMs / tickMs)
  const upTick = Math.ceil((calmMs + outageMs) / tickMs)

  /** @type {(client: number, atMs: number) => void} */
  const visit = (client, atMs) => calendar.add(client, Math.floor(atMs / tickMs))

  /** @param {number} client */
  const batchesOf = (client) => Math.ceil(fleet.heldBy(client) / rule.signalsAtMost)

  /** @param {number} nowMs */
  const countBacklog = (nowMs) => {
    for (let client = 0; client < clients; client++) {
      fleet.catchUp(client, nowMs)
      const count = fleet.markBehind(client, nowMs)
      course.backlogSignals += count
      course.backlogRequests += Math.ceil(count / rule.signalsAtMost)
    }
  }

  /** @type {(count: number, nowMs: number) => number} */
  const send = (count, nowMs) => {
    let total = 0
    for (let index = 0; index < count; index++) {
      const client = due[index] ?? 0
      fleet.catchUp(client, nowMs)
      const requests = rule.requestsNow(client, batchesOf(client), nowMs)
      sending[index] = requests
      total += requests
    }
    return total
  }

  /** @type {(client: number, requests: number, isUp: boolean) => number} */
  const answer = (client, requests, isUp) => {
    trip.client = client
    trip.requests = requests
    trip.taken = sink.take(requests)
    trip.askedMs = isUp && trip.taken < requests ? retryAfterMs : 0
    fleet.deliver(client, trip.taken * rule.signalsAtMost)
    fleet.lose(client, rule.givesUp(trip) * rule.signalsAtMost)
    trip.isDone = fleet.heldBy(client) === 0
    const readyMs = trip.nowMs + roundTripMs + rule.waitMs(trip)
    visit(client, trip.isDone ? fleet.awaitNext(client, readyMs) : readyMs)
    return trip.taken
  }

  for (let client = 0; client < clients; client++) visit(client, fleet.awaitNext(client, 0))

  return (tick) => {
    const nowMs = tick * tickMs
    const second = Math.floor(nowMs / 1_000)
    if (tick === upTick) countBacklog(nowMs)
    const isUp = tick < downTick || tick >= upTick
    const count = calendar.takeDue(tick, due)
    const total = send(count, nowMs)
    let taken = 0
    sink.begin(total, isUp)
    trip.nowMs = nowMs
    for (let index = 0; index < count; index++) {
      taken += answer(due[index] ?? 0, sending[index] ?? 0, isUp)
    }
    course.offered[second] = (course.offered[second] ?? 0) + total
    course.taken[second] = (course.taken[second] ?? 0) + taken
    course.behind[second] = fleet.totals.behind
    course.lost = fleet.totals.lost
    course.made = fleet.totals.made
  }
}
