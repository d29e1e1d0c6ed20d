import type {
  QuotaAnswer,
  QuotaMiddleware,
  QuotaMiddlewareOptions,
  QuotaResponse,
} from './quota.ts'

/** What is done in the moment in which a check allows, before another one is judged. */
export type OnAllowed = () => void

export type Ask = (subject: string, quantity: number, onAllowed?: OnAllowed) => Promise<QuotaAnswer>

export const createMiddleware = <Request>(
  ask: Ask,
  options: QuotaMiddlewareOptions<Request>,
): QuotaMiddleware<Request> => {
  const { subjectOf, quantityOf = () => 1, anonymous, count } = options

  const check = async (request: Request): Promise<QuotaAnswer | undefined> => {
    const subject = (await subjectOf(request)) || anonymous
    if (!subject) return undefined
    // A query that names it twice makes a list of it.
    if (typeof subject !== 'string') throw new TypeError('`subjectOf` gave what is no text')
    const quantity = await quantityOf(request)
    return ask(subject, quantity, () => count?.(subject, quantity, request))
  }

  return (request, response, next) => {
    // What comes next is called once, though it throws: who would be called again would serve twice.
    void check(request)
      .then((answer) => !answer || answerWith(response, answer))
      .then((passes) => (passes ? next() : undefined), next)
  }
}

/** Whether the request goes on. */
const answerWith = (response: QuotaResponse, answer: QuotaAnswer): boolean => {
  setHeaders(response, answer)
  const { problem } = answer
  if (!problem) return true
  response.statusCode = problem.status
  response.setHeader('Content-Type', 'application/problem+json')
  response.end(JSON.stringify(problem))
  return false
}

/** Policies that stand one behind the other are told as a list. */
const setHeaders = (response: QuotaResponse, { headers }: QuotaAnswer): void => {
  for (const [name, value] of Object.entries(headers)) {
    const earlier = name === 'Retry-After' ? undefined : response.getHeader?.(name)
    response.setHeader(name, typeof earlier === 'string' ? `${earlier}, ${value}` : value)
  }
}
