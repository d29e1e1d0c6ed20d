import type { Arrival } from '../model/arrival.ts'
import { find, show } from './find.ts'

const mostShown = 12

/** Puts what has arrived on top of the list. */
export const showArrivals = (arrivals: readonly Arrival[], count: number): void => {
  show('#arrived-count', `${count.toLocaleString('en')} so far`)
  const list = find('#arrivals')
  list.prepend(...arrivals.map(toItem).reverse())
  for (const item of [...list.children].slice(mostShown)) item.remove()
}

const toItem = ({ time, runtime, sink, type, message, id }: Arrival): Element => {
  const item = document.createElement('li')
  item.append(
    toPart('time', new Date(time).toLocaleTimeString('en-GB')),
    toPart('span', runtime),
    toPart('span', sink),
    toPart('span', `${type}: ${message}`, 'message'),
    toPart('code', id.slice(0, 8)),
  )
  return item
}

const toPart = (tag: string, text: string, className = ''): Element => {
  const part = document.createElement(tag)
  part.className = className
  part.textContent = text
  return part
}
