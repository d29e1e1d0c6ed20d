import { describe, expect, it } from 'vitest'
import { useChromium } from '../useChromium.ts'
import { findInOrder } from './findInOrder.ts'
import { openInterface, type Tab } from './openInterface.ts'
import { savePicture, wantsPictures } from './savePicture.ts'
import { runtimes } from './sendFrom.ts'
import { startReceiver } from './startReceiver.ts'

const chromium = useChromium()

/** The text that is to be seen, in its order; there is nothing between the name and value of a tag. */
const seen: Readonly<Record<Tab, readonly string[]>> = {
  Details: [
    'TypeError',
    'no answer about o-7',
    'in chargeCard at line',
    'in placeOrder at line',
    'in Array.forEach',
    'in checkOut at line',
    'in failCheckout at line',
    'RangeError',
    'the order failed',
  ],
  Breadcrumbs: ['navigation', 'ui.click', 'button#buy', 'console', 'stock is low', 'http', '504'],
  Context: [
    'Tags',
    'servicecheckout',
    'planpro',
    'attempt3',
    'paidfalse',
    'regionsa-east-1',
    '"ERR_NO_ANSWER"',
    '"newCheckout"',
    '"oldBasket"',
    '"tea"',
  ],
}

const isTab = (name: string): name is Tab => name in seen

describe.each(runtimes)('the interface of a receiver, on an event from $name', ({ name, send }) => {
  it('shows the calls, what happened before, and the tags', async () => {
    const receiver = await startReceiver({ withUi: true })
    const id = await send(receiver.dsn, chromium())
    await receiver.waitFor('event')
    const { read, picture } = await openInterface(chromium(), receiver, id)
    const pictures: Buffer[] = []
    for (const tab of Object.keys(seen).filter(isTab)) {
      const text = await read(tab, seen[tab].at(-1) ?? '')
      expect(findInOrder(text, seen[tab]), tab).toEqual(seen[tab])
      if (wantsPictures()) pictures.push(await picture())
    }
    if (wantsPictures()) await savePicture(chromium(), `sentry-spotlight-${name}.png`, pictures)
  })
})
