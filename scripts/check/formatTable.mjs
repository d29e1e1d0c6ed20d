/**
 * @param {readonly import('../report/tallyRun.mjs').Outcome[]} outcomes
 * @returns {string}
 */
export function formatTable(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length))
  return outcomes
    .map(({ name, code, seconds }) => {
      const result = code === 0 ? 'passed' : 'failed'
      return `${name.padEnd(width)}  ${result}  ${seconds.toFixed(1).padStart(6)} s`
    })
    .join('\n')
}
