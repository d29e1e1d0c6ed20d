import { find, show } from './find.ts'

interface Point {
  readonly pending: number
  readonly isCollectorUp: boolean
}

/** As many ticks as half a minute has, and as the drawing is wide. */
const width = 150
const height = 60
const lowestPeak = 10

/** Draws how many signals were held over the last half minute, and when the collector was down. */
export const createChart = (): ((point: Point) => void) => {
  let points: readonly Point[] = []
  return (point) => {
    points = [...points, point].slice(-width)
    const peak = Math.max(...points.map(({ pending }) => pending))
    const left = width - points.length
    find('#curve').setAttribute('d', toCurve(points, left, Math.max(peak, lowestPeak)))
    find('#outages').replaceChildren(...toOutages(points, left))
    show('#peak', peak > 0 ? `at most ${peak.toLocaleString('en')}` : '')
  }
}

const toCurve = (points: readonly Point[], left: number, peak: number): string => {
  const tops = points.map(
    ({ pending }, index) =>
      `L${left + index} ${(height * (1 - (0.95 * pending) / peak)).toFixed(1)}`,
  )
  return `M${left} ${height} ${tops.join(' ')} L${width - 1} ${height} Z`
}

const toOutages = (points: readonly Point[], left: number): readonly Element[] =>
  points.flatMap(({ isCollectorUp }, index) => (isCollectorUp ? [] : [toStripe(left + index)]))

/** A little wider than its tick, so that no seam shows between two. */
const toStripe = (x: number): Element => {
  const stripe = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of Object.entries({ x, y: 0, width: 1.2, height })) {
    stripe.setAttribute(name, String(value))
  }
  return stripe
}
