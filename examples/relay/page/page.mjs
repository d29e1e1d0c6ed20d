import { http, init } from '@holdfast/browser'

const monitor = init({
  service: 'example-page',
  sinks: [http({ url: '/relay' })],
})

/**
 * @param {string} id
 * @param {() => void} onClick
 */
const onClick = (id, onClick) => document.getElementById(id)?.addEventListener('click', onClick)

const loadStats = async () => (await fetch('/stats')).json()

const showStats = async () => {
  const place = document.getElementById('stats')
  if (place) place.textContent = JSON.stringify(await loadStats(), undefined, 2)
}

onClick('fail', () => {
  monitor.captureError(new Error('a button has failed'))
  void monitor.flush().then(showStats)
})

// As SDKs of Sentry do with `tunnel: '/relay'`.
onClick('envelope', async () => {
  const { dsn } = await loadStats()
  const id = crypto.randomUUID().replaceAll('-', '')
  const event = { event_id: id, message: 'told by an envelope', user: { ip_address: '{{auto}}' } }
  const lines = [{ event_id: id, dsn }, { type: 'event' }, event]
  const body = lines.map((line) => JSON.stringify(line)).join('\n')
  await fetch('/relay', { method: 'POST', body })
  await showStats()
})
