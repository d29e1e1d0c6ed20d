import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientKeyOf, maskAddress, readAddress } from './readAddress.ts'

describe('an address', () => {
  it('is read where the host reads one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        expect(isIP(text)).not.toBe(0)
        expect(readAddress(text), text).toBeDefined()
      }),
    )
  })

  it('is none where the host reads none', () => {
    const near = fc.stringMatching(/^[\da-f:.]{1,20}$/)
    fc.assert(
      fc.property(near, (text) => {
        fc.pre(isIP(text) === 0 && !/^[\d.]+:\d+$/.test(text))
        expect(readAddress(text), text).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })

  it('loses its last octet, or its last 80 bits', () => {
    const masked = {
      '203.0.113.9': '203.0.113.0',
      '203.0.113.9:8080': '203.0.113.0',
      '::ffff:203.0.113.9': '203.0.113.0',
      '::ffff:cb00:7109': '0:0:0::',
      '2001:db8:85a3:1:2:8a2e:370:7334': '2001:db8:85a3::',
      '[2001:db8::1]:443': '2001:db8:0::',
      'fe80::1%eth0': 'fe80:0:0::',
      unknown: undefined,
      _hidden: undefined,
      '1.2.3.4\r\nhost: evil': undefined,
    }
    for (const [text, expected] of Object.entries(masked)) {
      expect(maskAddress(text), text).toBe(expected)
      if (expected) expect(isIP(expected), expected).not.toBe(0)
    }
  })

  it('of version 6 is one client within 64 bits', () => {
    expect(clientKeyOf('2001:db8:1:2::1')).toBe(clientKeyOf('2001:db8:1:2:ffff::9'))
    expect(clientKeyOf('2001:db8:1:2::1')).not.toBe(clientKeyOf('2001:db8:1:3::1'))
  })
})
