/**
 * @typedef {object} Project
 * @property {string} name
 * @property {readonly string[]} include
 * @property {number} timeoutMs of one test and of one hook
 */

const patientMs = 60_000
/** Ten seconds of load, and then whatever the sink made the sender wait for. */
const chaosMs = 90_000

/**
 * The vitest projects whose tests run code, each in a vitest of its own: what drives a browser shares the
 * two cores with nothing else, and a project that lost its tests is noticed.
 *
 * @type {readonly Project[]}
 */
export const projects = [
  {
    name: 'unit',
    include: [
      'packages/*/src/**/*.test.ts',
      'tools/**/*.test.{ts,mjs}',
      'scripts/**/*.test.mjs',
      'bench/**/*.test.{ts,mjs}',
      'examples/**/*.test.ts',
    ],
    timeoutMs: patientMs,
  },
  { name: 'node', include: ['tests/node/**/*.test.ts'], timeoutMs: patientMs },
  // Each framework's adapter, on real servers.
  { name: 'frameworks', include: ['tests/frameworks/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'resilience', include: ['tests/resilience/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'browser', include: ['tests/browser/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'edge', include: ['tests/edge/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'crash', include: ['tests/crash/**/*.test.ts'], timeoutMs: patientMs },
  // Other versions of Node.
  { name: 'versions', include: ['tests/versions/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'delivery', include: ['tests/delivery/**/*.test.ts'], timeoutMs: patientMs },
  // Real servers of others: Redis and PostgreSQL.
  { name: 'counters', include: ['tests/counters/**/*.test.ts'], timeoutMs: patientMs },
  // What measures a machine shares it with no other test.
  { name: 'load', include: ['tests/load/**/*.test.ts'], timeoutMs: patientMs },
  { name: 'chaos', include: ['tests/chaos/**/*.test.ts'], timeoutMs: chaosMs },
]

/** Type tests are one project a package, `types-shared` for one, since each has its own tsconfig. */
export const typeProjectPrefix = 'types-'
