import { property } from '@holdfast/shared'

/** Of a request in Express: the template of what serves it, and not that of a middleware for many. */
export const expressRoute = (request: object): string | undefined => {
  const path = property(property(request, 'route'), 'path')
  return typeof path === 'string' && !path.includes('*') ? path : undefined
}
