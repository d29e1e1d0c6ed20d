/**
 * @param {import('@holdfast/shared').Monitor} monitor
 * @returns {import('./failures.mjs').Reporter}
 */
export const ofHoldfast = (monitor) => ({
  capture: (thrown) => monitor.captureError(thrown),
  tell: (text) => monitor.captureMessage(text),
  within: (facts, work) =>
    monitor.withScope((scope) => {
      scope.setUser(facts.user)
      scope.setTags(facts.tags)
      for (const [name, context] of Object.entries(facts.contexts)) scope.setContext(name, context)
      for (const breadcrumb of facts.breadcrumbs) scope.addBreadcrumb(breadcrumb)
      for (const [name, value] of Object.entries(facts.flags)) scope.setFlag(name, value)
      scope.setFingerprint(facts.fingerprint)
      return work()
    }),
})

/**
 * @param {import('./reporters.mjs').SentryApi} sentry
 * @returns {import('./failures.mjs').Reporter}
 */
export const ofSentry = (sentry) => ({
  capture: (thrown) => sentry.captureException(thrown),
  tell: (text) => sentry.captureMessage(text),
  within: ({ user, tags, contexts, breadcrumbs, flags, fingerprint }, work) =>
    sentry.withScope((scope) => {
      const { name, ...others } = user
      scope.setUser({ ...others, username: name })
      scope.setTags(tags)
      for (const [title, context] of Object.entries(contexts)) scope.setContext(title, context)
      for (const breadcrumb of breadcrumbs) sentry.addBreadcrumb(breadcrumb)
      const integration = sentry.getClient()?.getIntegrationByName('FeatureFlags')
      for (const [flag, value] of Object.entries(flags)) integration?.addFeatureFlag(flag, value)
      scope.setFingerprint(fingerprint)
      return work()
    }),
})
