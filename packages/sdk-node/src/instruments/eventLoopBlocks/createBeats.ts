/** The turns of an event loop, as another thread sees them. */
export interface Beats {
  /** The number of the last one, and whether somebody may be debugging the process. */
  readonly cells: Int32Array
  note(isDebugged: boolean): void
  /** How long the turn after that beat took, or has taken until now; nothing where it is forgotten. */
  lengthOf(beat: number): number | undefined
}

const [beatCell, debuggedCell] = [0, 1]
/** A thread that is told late is told of one of the last turns. */
const mostTurns = 100

export const createBeats = (now: () => number): Beats => {
  const cells = new Int32Array(new SharedArrayBuffer(8))
  const times = new Map<number, number>()
  let beat = 0
  return {
    cells,
    note: (isDebugged) => {
      beat = (beat % 2_000_000_000) + 1
      times.set(beat, now())
      if (times.size > mostTurns) times.delete([...times.keys()][0] ?? 0)
      Atomics.store(cells, debuggedCell, Number(isDebugged))
      Atomics.store(cells, beatCell, beat)
    },
    lengthOf: (of) => {
      const begun = times.get(of)
      return begun === undefined ? undefined : (times.get(of + 1) ?? now()) - begun
    },
  }
}
