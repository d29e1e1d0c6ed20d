/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export const median = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
