import { property } from '@holdfast/shared'

/** What an error asks to be answered with; 500 where it asks for nothing. */
export const failureStatus = (error: unknown): number =>
  [property(error, 'statusCode'), property(error, 'status')].find(isFailure) ?? 500

const isFailure = (status: unknown): status is number =>
  typeof status === 'number' && status >= 400 && status <= 599
