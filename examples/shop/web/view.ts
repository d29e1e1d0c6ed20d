import type { Monitor } from '@holdfast/browser'
import { isBalanced, type LedgerRow, lostOf, pendingOf, toLedgerRows } from '../model/ledgerRow.ts'
import type { PageConfig } from '../model/pageConfig.ts'
import type { Tick } from '../model/tick.ts'
import { showArrivals } from './arrivals.ts'
import { createChart } from './chart.ts'
import { find, show } from './find.ts'
import { showLedgers } from './ledgers.ts'

/** Shows what the demo tells five times a second, beside the ledger of this page. */
export const startView = (monitor: Monitor, { signalsUrl }: PageConfig): void => {
  const drawChart = createChart()
  const showLaw = createLawCheck()
  show('#collector-url', new URL(signalsUrl).host)

  const onTick = ({ isCollectorUp, api, worker, arrivals, arrivedCount }: Tick): void => {
    const rows = [
      ...toLedgerRows('browser', monitor.stats()),
      ...toLedgerRows('node', api),
      ...toLedgerRows('edge', worker),
    ]
    showCollector(isCollectorUp, pendingOf(rows))
    showTotals(rows)
    showLedgers(rows)
    showLaw(rows)
    drawChart({ pending: pendingOf(rows), isCollectorUp })
    showArrivals(arrivals, arrivedCount)
  }

  new EventSource('/live').addEventListener('message', ({ data }) => onTick(JSON.parse(data)))
}

const showCollector = (isUp: boolean, pending: number): void => {
  find('#collector').setAttribute('data-state', isUp ? 'up' : 'down')
  const ending = pending === 0 ? '' : isUp ? ': delivering' : ': signals are held'
  show('#collector-state', `The collector is ${isUp ? 'up' : 'down'}${ending}`)
}

const showTotals = (rows: readonly LedgerRow[]): void => {
  const total = (name: 'accepted' | 'delivered'): number =>
    rows.reduce((sum, row) => sum + row[name], 0)
  show('#accepted', total('accepted').toLocaleString('en'))
  show('#delivered', total('delivered').toLocaleString('en'))
  show('#pending', pendingOf(rows).toLocaleString('en'))
  show('#lost', lostOf(rows).toLocaleString('en'))
  find('.held').classList.toggle('is-held', pendingOf(rows) > 0)
  find('.lost').classList.toggle('is-lost', lostOf(rows) > 0)
}

/** Says how often the law was checked here, and remembers if it was ever broken. */
const createLawCheck = (): ((rows: readonly LedgerRow[]) => void) => {
  let checked = 0
  let broken = 0
  return (rows) => {
    checked++
    if (!rows.every(isBalanced)) broken++
    const law = find('#law')
    law.setAttribute('data-broken', String(broken))
    law.classList.toggle('is-lost', broken > 0)
    const looks = checked.toLocaleString('en')
    show(
      '#law-state',
      broken === 0
        ? `✓ The law held at each of ${looks} looks.`
        : `✗ Broken at ${broken} of ${looks} looks.`,
    )
  }
}
