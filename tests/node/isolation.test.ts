import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { init, memorySink, type Scope, type Signal } from '@holdfast/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** What one scope says of itself, between captures; it starts others, and waits for them or not. */
type Step = 'user' | 'tag' | 'context' | 'breadcrumb' | 'flag' | 'fingerprint' | Pause | Branch
type Pause = 'microtask' | 'turn' | 'timer'
interface Branch {
  readonly inner: readonly Step[]
  readonly awaited: boolean
}

const plans = fc.letrec<{ plan: readonly Step[]; step: Step }>((tie) => ({
  plan: fc.array(tie('step'), { minLength: 2, maxLength: 8 }),
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Step>('user', 'tag', 'context', 'breadcrumb', 'flag', 'fingerprint'),
    fc.constantFrom<Step>('microtask', 'turn', 'timer'),
    fc.record({ inner: tie('plan'), awaited: fc.boolean() }),
  ),
})).plan

const pause = async (step: Pause): Promise<void> => {
  if (step === 'turn') await nextTurn()
  if (step === 'timer') await wait(1)
  if (step === 'microtask') await undefined
}

/** What a signal must say: what its own scope said, on top of those that it was forked from. */
interface Expected {
  readonly user?: string
  readonly fingerprint?: string
  readonly tags: readonly string[]
  readonly contexts: readonly string[]
  readonly breadcrumbs: readonly string[]
  readonly flags: readonly string[]
}

const nothing: Expected = { tags: [], contexts: [], breadcrumbs: [], flags: [] }

const isPause = (step: Step): step is Pause =>
  step === 'microtask' || step === 'turn' || step === 'timer'

/** Says it on the scope, and in the model. */
const tell = (step: Exclude<Step, Branch | Pause>, id: string, scope: Scope): Partial<Expected> => {
  const said = { [id]: id }
  switch (step) {
    case 'user':
      scope.setUser({ id })
      return { user: id }
    case 'fingerprint':
      scope.setFingerprint([id])
      return { fingerprint: id }
    case 'tag':
      scope.setTags(said)
      return { tags: [id] }
    case 'context':
      scope.setContext(id, said)
      return { contexts: [id] }
    case 'breadcrumb':
      scope.addBreadcrumb({ message: id })
      return { breadcrumbs: [id] }
    default:
      scope.setFlag(id, true)
      return { flags: [id] }
  }
}

const join = (model: Expected, said: Partial<Expected>): Expected => ({
  ...model,
  ...said,
  tags: [...model.tags, ...(said.tags ?? [])],
  contexts: [...model.contexts, ...(said.contexts ?? [])],
  breadcrumbs: [...model.breadcrumbs, ...(said.breadcrumbs ?? [])],
  flags: [...model.flags, ...(said.flags ?? [])],
})

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort()

const toldBy = ({ scope }: Signal): Expected => ({
  ...(scope.user?.id !== undefined && { user: scope.user.id }),
  ...(scope.fingerprint?.[0] !== undefined && { fingerprint: scope.fingerprint[0] }),
  tags: sorted(Object.keys(scope.tags)),
  contexts: sorted(Object.keys(scope.contexts)),
  breadcrumbs: (scope.breadcrumbs ?? []).map(({ message }) => message),
  flags: sorted(Object.keys(scope.flags ?? {})),
})

const sortedModel = (model: Expected): Expected => ({
  ...model,
  tags: sorted(model.tags),
  contexts: sorted(model.contexts),
  flags: sorted(model.flags),
})

const run = async (plan: readonly (readonly Step[])[]) => {
  const sink = memorySink()
  const monitor = init({ service: 'tenants', sinks: [sink], globalErrors: false, store: false })
  const expected = new Map<string, Expected>()
  let captures = 0
  let ids = 0

  const capture = (model: Expected): void => {
    const message = `capture-${captures++}-of-a-scope`
    expected.set(message, sortedModel(model))
    monitor.captureMessage(message)
  }

  const follow = (steps: readonly Step[], outer: Expected): Promise<void> =>
    monitor.withScope(async (scope) => {
      const started: Promise<void>[] = []
      let model = outer
      for (const step of steps) {
        if (typeof step === 'object') {
          const branch = follow(step.inner, model)
          started.push(branch)
          if (step.awaited) await branch
        } else if (isPause(step)) await pause(step)
        else model = join(model, tell(step, `s${ids++}`, scope))
        capture(model)
      }
      await Promise.all(started)
      capture(model)
    })

  await Promise.all(plan.map((steps) => follow(steps, nothing)))
  capture(nothing)
  await monitor.close()
  return { expected, signals: sink.signals }
}

describe('many scopes at once', () => {
  it('have on their signals what they were told, and nothing of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plans, { minLength: 2, maxLength: 20 }), async (plan) => {
        const { expected, signals } = await run(plan)
        expect(signals).toHaveLength(expected.size)
        for (const signal of signals) {
          const message = signal.kind === 'error' ? signal.message : ''
          expect({ message, ...toldBy(signal) }).toEqual({ message, ...expected.get(message) })
        }
      }),
      { numRuns: 50 },
    )
  })

  it('stay apart when five hundred of them are open', async () => {
    const steps: readonly Step[] = [
      'user',
      'timer',
      'tag',
      { inner: ['user', 'turn', 'flag'], awaited: false },
      'breadcrumb',
      'turn',
      'fingerprint',
      'timer',
      'context',
    ]
    const { expected, signals } = await run(Array.from({ length: 500 }, () => steps))
    expect(signals).toHaveLength(500 * (steps.length + 1 + 4) + 1)
    expect(signals.map(toldBy)).toEqual(
      signals.map((signal) => expected.get(signal.kind === 'error' ? signal.message : '')),
    )
  })
})
