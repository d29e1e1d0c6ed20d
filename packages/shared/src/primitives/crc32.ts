const polynomial = 0xedb88320

const shiftByte = (value: number): number => {
  let crc = value
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
  return crc >>> 0
}

/** The CRC-32 of ISO 3309 (as in gzip and PNG) over the low bytes of the text's code units. */
export const crc32 = (text: string): number => {
  let crc = 0xffffffff
  for (let index = 0; index < text.length; index++) {
    crc = (crc >>> 8) ^ shiftByte((crc ^ text.charCodeAt(index)) & 0xff)
  }
  return ~crc >>> 0
}
