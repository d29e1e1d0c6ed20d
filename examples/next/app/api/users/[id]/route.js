import { monitor } from '../../../../monitor'

/**
 * @param {Request} _request
 * @param {{ params: Promise<{ id: string }> }} context
 */
export const GET = async (_request, { params }) => {
  // What goes well Next tells nobody: a route that is to be told by its name says it.
  monitor.requests.current()?.setRoute('/api/users/[id]')
  const { id } = await params
  monitor.requests.current()?.scope.setUser({ id })
  if (id === '0') throw new Error('there is no such user')
  return Response.json({ id })
}
