import dns from 'node:dns'

// The name of the sink is unknown to the real resolver, and then known, as after a faulty deployment.
const { LATE_NAME, KNOWN_AFTER } = process.env
const { lookup } = dns
const isKnown = () => performance.now() > Number(KNOWN_AFTER)

dns.lookup = Object.assign(
  (name, ...others) => lookup(name === LATE_NAME && isKnown() ? '127.0.0.1' : name, ...others),
  lookup,
)
