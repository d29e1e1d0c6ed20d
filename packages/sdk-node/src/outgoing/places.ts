import { attempt } from '@holdfast/shared'

/** Where a call goes. */
export interface Place {
  /** As metrics tell it: of few different ones. */
  readonly address: string
  /** Only where it is not the one of the scheme. */
  readonly port: number | undefined
  /** As a breadcrumb tells it: the beginning of the URL. */
  readonly origin: string
}

/** Gives the place of an origin, and tells only so many of them apart: a crawler has no end of them. */
export const createPlaces = (most: number): ((origin: string) => Place) => {
  const known = new Map<string, Place>()
  return (origin) => {
    const place = known.get(origin)
    if (place) return place
    const found = toPlace(origin)
    if (known.size >= most) return { ...found, address: 'other', port: undefined }
    known.set(origin, found)
    return found
  }
}

const nowhere: Place = { address: 'other', port: undefined, origin: '' }

/** Parsing brings names to one form, and leaves out the port of the scheme. */
const toPlace = (text: string): Place =>
  attempt(() => {
    const { protocol, host, hostname, port } = new URL(text)
    const number = port === '' ? undefined : Number(port)
    return { address: hostname, port: number, origin: `${protocol}//${host}` }
  }, nowhere)
