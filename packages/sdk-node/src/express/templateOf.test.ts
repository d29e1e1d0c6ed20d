import { expect, it } from 'vitest'
import { mountOf } from './mountOf.ts'
import { mountedOn } from './templateOf.ts'

const mounted = (regexp: RegExp, ...names: readonly (string | number)[]) => {
  const keys = names.map((name) => ({ name }))
  return mountedOn({ ...{ regexp, keys }, match: () => true })
}

it.each([
  ['', /^\/?(?=\/|$)/i, []],
  ['/api', /^\/api\/?(?=\/|$)/i, []],
  ['/users/:user', /^\/users(?:\/([^/]+?))\/?(?=\/|$)/i, ['user']],
  ['/users/:user', /^\/users\/(?:([^/]+?))\/?(?=\/|$)/i, ['user']],
  ['/a/:x/b/:y', /^\/a(?:\/([^/]+?))\/b(?:\/([^/]+?))\/?(?=\/|$)/i, ['x', 'y']],
  ['/files/:name.json', /^\/files(?:\/([^/]+?))\.json\/?(?=\/|$)/i, ['name']],
  ['/v:version', /^\/v(?:((?:(?!\/|\/v).)+?))\/?(?=\/|$)/i, ['version']],
  ['/opt/:o?', /^\/opt(?:\/([^/]+?))?\/?(?=\/|$)/i, ['o']],
  ['/a-b.c/:d-:e', /^\/a-b\.c(?:\/([^/]+?))-(?:((?:(?!\/|-).)+?))\/?(?=\/|$)/i, ['d', 'e']],
])('reads %s from what Express 4 makes of it', (template, regexp, names) => {
  expect(mounted(regexp, ...names)).toBe(template)
})

it.each([
  [/^\/x(\d+)/, [0]],
  [/^\/p(?:\/([^/]+?))\/?(?=\/|$)|^\/r\/?(?=\/|$)/i, ['q']],
])('tells %s as it is', (regexp, names) => {
  expect(mounted(regexp, ...names)).toBe(String(regexp))
})

it('knows what was mounted by the values where the router keeps nothing else', () => {
  const noting = (path: string, params: object) => ({ path, params, match: () => true })
  const way = [noting('/Users/users', { user: 'users' }), noting('/v1/p/1', { version: '1' })]
  expect(mountOf([way], '/Users/users/v1/p/1')).toBe('/users/:user/v1/p/:version')
  expect(mountOf([[noting('/of/a/b', { rest: ['a', 'b'] })]], '/of/a/b')).toBe('/of/:rest')
  expect(mountOf([[{ match: () => false }]], '/')).toBeUndefined()
})
