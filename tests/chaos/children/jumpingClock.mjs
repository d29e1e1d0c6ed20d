// The clock of the calendar is set forward, or back, while the process runs: `2000:86400000` by a day
// after two seconds. All that measures time in steps goes on as it did.
const jumps = (process.env.JUMPS ?? '').split(',').map((jump) => jump.split(':').map(Number))
const realNow = Date.now
const offset = () => jumps.reduce((sum, [at, by]) => (performance.now() > at ? sum + by : sum), 0)

globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [realNow() + offset()]))
  }
  static now() {
    return realNow() + offset()
  }
}
