/**
 * The law of DESIGN.md, section 3, written once: who may import whom.
 * `mayImport` names floors by number and rooms by name. A room that it does not name stays a stranger,
 * whether it lies above, below or beside.
 * @typedef {{ floor: number | null, mayImport: readonly (number | string)[] }} Room
 */

/** @type {Readonly<Record<string, Room>>} */
export const ROOMS = {
  model: { floor: 0, mayImport: [] },
  primitives: { floor: 0, mayImport: [] },
  ports: { floor: 1, mayImport: [0] },
  diagnostics: { floor: 2, mayImport: [0, 1] },
  resilience: { floor: 2, mayImport: [0, 1] },
  tracing: { floor: 2, mayImport: [0, 1] },
  webRuntime: { floor: 2, mayImport: [0, 1] },
  sinks: { floor: 2, mayImport: [0, 1] },
  capture: { floor: 3, mayImport: [0, 1, 'diagnostics', 'tracing'] },
  enrich: { floor: 3, mayImport: [0, 1, 'diagnostics', 'tracing'] },
  aggregate: { floor: 3, mayImport: [0, 1, 'diagnostics'] },
  deliver: { floor: 3, mayImport: [0, 1, 'diagnostics', 'resilience'] },
  health: { floor: 3, mayImport: [0, 1, 'diagnostics', 'resilience'] },
  alerts: { floor: 3, mayImport: [0, 1, 'diagnostics', 'resilience'] },
  counters: { floor: 3, mayImport: [0, 1, 'resilience', 'sinks'] },
  monitor: { floor: 4, mayImport: [0, 1, 2, 3] },
  relay: { floor: 5, mayImport: [0, 1, 'diagnostics', 'sinks', 'deliver', 'monitor', 'schema'] },
  schema: { floor: null, mayImport: [0] },
  testing: { floor: null, mayImport: [0, 1, 2, 3, 4, 5, 'schema'] },
  contracts: { floor: null, mayImport: [0, 1, 2, 3, 4, 'schema', 'testing'] },
}

/** What only a test file may import besides: the rooms that exist for tests. */
export const TEST_ROOMS = ['testing', 'contracts']

/** The folder of doors in a package's `src`. */
export const DOORS = 'entries'

/** The only room that imports zod. */
export const SCHEMA_ROOM = 'schema'

/** The only folder of the core that is a real server, so the only one that may touch the host. */
export const HOST_FOLDER = 'packages/shared/src/testing/faultySink/'

/** The package that names no host. */
export const CORE = 'shared'

/**
 * Which doors of other packages an area of the repository may use.
 * `sdk-*` stands for each runtime package, `shared/schema` for that one door.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const DOORS_OPEN_TO = {
  shared: [],
  'sdk-*': ['shared'],
  examples: ['sdk-*', 'shared/schema'],
  tests: ['sdk-*', 'shared'],
  bench: ['sdk-*', 'shared'],
}

/** Packages that run where there is no Node, so that a `node:` import can only break them. */
export const WITHOUT_NODE = ['shared', 'sdk-browser']
