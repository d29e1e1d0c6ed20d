/** The call was not made: as many are under way, and as many wait, as the bulkhead allows. */
export class BulkheadFullError extends Error {
  declare readonly code: 'BULKHEAD_FULL'

  constructor() {
    super('The bulkhead and its queue are full')
    this.name = 'BulkheadFullError'
    this.code = 'BULKHEAD_FULL'
  }
}
