const width = 784
const height = 400
const box = { left: 62, right: 650, top: 44, bottom: 348 }

/**
 * @typedef {object} Axis
 * @property {string} label
 * @property {number} min
 * @property {number} max
 * @property {readonly number[]} ticks
 * @property {boolean} [isLogarithmic]
 *
 * @typedef {object} Series
 * @property {string} name
 * @property {readonly (readonly [number, number])[]} points
 *
 * @typedef {object} Level a line across the chart
 * @property {string} name
 * @property {number} value
 *
 * @typedef {object} Chart
 * @property {string} title
 * @property {Axis} x
 * @property {Axis} y
 * @property {readonly Series[]} series four at most
 * @property {readonly Level[]} levels
 * @property {readonly [number, number]} shaded from and to, on the axis x
 */

/** Readable on white and on black, also for eyes that do not tell red from green. */
const style = `
    text { font: 12px system-ui, sans-serif; fill: #3d444d }
    .title { font-size: 14px; font-weight: 600 }
    .grid { stroke: #8883; stroke-width: 1 }
    .shade { fill: #8882 }
    .level { stroke: #3d444d; stroke-width: 1.5; stroke-dasharray: 6 4 }
    .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
    .s0 { stroke: #0969da } .s1 { stroke: #d1570a } .s2 { stroke: #8250df } .s3 { stroke: #1a7f5a }
    @media (prefers-color-scheme: dark) {
      text { fill: #d1d7e0 } .level { stroke: #d1d7e0 }
      .s0 { stroke: #58a6ff } .s1 { stroke: #f0883e } .s2 { stroke: #bc8cff } .s3 { stroke: #3fb98c }
    }`

/**
 * A line chart as SVG that needs nothing else.
 * @param {Chart} chart
 * @returns {string}
 */
export const drawChart = ({ title, x, y, series, levels, shaded }) => {
  const toX = createScale(x, box.left, box.right)
  const toY = createScale(y, box.bottom, box.top)
  const [from, to] = shaded.map(toX)
  const parts = [
    `<text class="title" x="${box.left}" y="24">${title}</text>`,
    `<rect class="shade" x="${from}" y="${box.top}" width="${round(Number(to) - Number(from))}" height="${box.bottom - box.top}"/>`,
    `<text x="${Number(from) + 6}" y="${box.bottom - 8}">the sink is down</text>`,
    ...x.ticks.map((value) => drawTickBelow(toX(value), value)),
    ...y.ticks.map((value) => drawTickBeside(toY(value), value)),
    `<text x="${(box.left + box.right) / 2}" y="${height - 12}" text-anchor="middle">${x.label}</text>`,
    `<text transform="translate(16 ${(box.top + box.bottom) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`,
    ...levels.map(({ name, value }) => drawLevel(toY(value), name)),
    ...series.map(({ points }, index) => drawLine(points, { toX, toY, index })),
    ...series.map(({ name }, index) => drawKey(name, index)),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
  <style>${style}
  </style>
  ${parts.join('\n  ')}
</svg>
`
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10

/**
 * @param {Axis} axis
 * @param {number} start
 * @param {number} end
 * @returns {(value: number) => number}
 */
const createScale = ({ min, max, isLogarithmic = false }, start, end) => {
  /** @param {number} value */
  const read = (value) => (isLogarithmic ? Math.log(value) : value)
  return (value) => {
    const share = (read(Math.min(Math.max(value, min), max)) - read(min)) / (read(max) - read(min))
    return round(start + share * (end - start))
  }
}

/** @type {(at: number, value: number) => string} */
const drawTickBelow = (at, value) =>
  `<path class="grid" d="M${at} ${box.top}V${box.bottom}"/><text x="${at}" y="${box.bottom + 18}" text-anchor="middle">${value}</text>`

/** @type {(at: number, value: number) => string} */
const drawTickBeside = (at, value) =>
  `<path class="grid" d="M${box.left} ${at}H${box.right}"/><text x="${box.left - 8}" y="${at + 4}" text-anchor="end">${value}</text>`

/** @type {(at: number, name: string) => string} */
const drawLevel = (at, name) =>
  `<path class="level" d="M${box.left} ${at}H${box.right}"/><text x="${box.right + 8}" y="${at + 4}">${name}</text>`

/**
 * @param {Series['points']} points
 * @param {{ toX: (value: number) => number, toY: (value: number) => number, index: number }} place
 */
const drawLine = (points, { toX, toY, index }) =>
  `<path class="line s${index}" d="M${points.map(([x, y]) => `${toX(x)} ${toY(y)}`).join('L')}"/>`

/** @type {(name: string, index: number) => string} */
const drawKey = (name, index) => {
  const y = box.top + 12 + index * 20
  return `<path class="line s${index}" d="M${box.right + 8} ${y}h16"/><text x="${box.right + 30}" y="${y + 4}">${name}</text>`
}
