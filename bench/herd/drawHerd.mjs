import { drawChart } from './chart.mjs'
import { mostOffered } from './measure.mjs'
import { calmMs, capacityOf } from './workload.mjs'

/** Seconds that one point of a line stands for; it shows the highest of them. */
const secondsAPoint = 5

const x = {
  label: 'minutes since the sink went down',
  min: -0.3,
  max: 24,
  ticks: [0, 5, 10, 15, 20],
}

/**
 * @param {import('./measure.mjs').Run} run
 * @returns {(readonly [number, number])[]}
 */
const toPoints = ({ workload, course }) => {
  const capacity = capacityOf(workload)
  /** @type {[number, number][]} */
  const points = []
  for (let second = 0; second < course.offered.length; second += secondsAPoint) {
    const most = Math.max(...course.offered.subarray(second, second + secondsAPoint))
    const minutes = (second - calmMs / 1_000) / 60
    if (minutes <= x.max) points.push([minutes, most / capacity])
  }
  return points
}

/**
 * @param {readonly { name: string, run: import('./measure.mjs').Run }[]} rules
 * @returns {string}
 */
export const drawRules = (rules) =>
  drawChart({
    title: 'Requests that a million clients send around an outage of ten minutes',
    x,
    y: {
      label: 'offered load / capacity (logarithmic)',
      min: 0.1,
      max: 100,
      ticks: [0.1, 1, 10, 100],
      isLogarithmic: true,
    },
    series: rules.map(({ name, run }) => ({ name, points: toPoints(run) })),
    levels: [{ name: 'capacity', value: 1 }],
    shaded: [0, 10],
  })

/**
 * @param {readonly import('./measure.mjs').Run[]} runs
 * @returns {string}
 */
export const drawHeadrooms = (runs) =>
  drawChart({
    title: 'Holdfast: a million clients, and sinks of different capacity',
    x,
    y: {
      label: 'offered load / capacity',
      min: 0,
      max: 2,
      ticks: [0, 0.5, 1, 1.5, 2],
    },
    series: runs.map((run) => ({
      name: `${run.workload.headroom} x normal`,
      points: toPoints(run),
    })),
    levels: [
      { name: 'capacity', value: 1 },
      { name: 'the limit', value: mostOffered },
    ],
    shaded: [0, 10],
  })
