import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideAddresses, mayHoldAddress } from './hideAddresses.ts'

const event = {
  message: 'no stock',
  user: { id: '7', ip_address: '203.0.113.9' },
  request: {
    env: { REMOTE_ADDR: '203.0.113.9' },
    headers: { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7', accept: 'text/html' },
  },
  sdk: { settings: { infer_ip: 'auto' } },
}

describe('the addresses of clients', () => {
  it('go, and Sentry is told to take none', () => {
    expect(hideAddresses(event, 'drop')).toEqual({
      message: 'no stock',
      user: { id: '7' },
      request: { env: {}, headers: { accept: 'text/html' } },
      sdk: { settings: { infer_ip: 'never' } },
    })
  })

  it('lose what tells one client from another', () => {
    expect(hideAddresses(event, 'mask')).toMatchObject({
      user: { id: '7', ip_address: '203.0.113.0' },
      request: {
        env: { REMOTE_ADDR: '203.0.113.0' },
        headers: { 'X-Forwarded-For': '203.0.113.0, 198.51.100.0' },
      },
      sdk: { settings: { infer_ip: 'auto' } },
    })
  })

  it('are found in pairs, and in what is no text they go', () => {
    const headers = [
      ['X-Real-IP', '203.0.113.9'],
      ['accept', 'x'],
    ]
    const attributes = { 'client.address': { value: '203.0.113.9', type: 'string' } }
    expect(hideAddresses({ headers, attributes }, 'mask')).toEqual({
      headers: [
        ['X-Real-IP', '203.0.113.0'],
        ['accept', 'x'],
      ],
      attributes: {},
    })
  })

  it('may stay as a wish where what Sentry is told of is masked', () => {
    const auto = { user: { ip_address: '{{auto}}' } }
    expect(hideAddresses(auto, 'mask')).toBe(auto)
    expect(hideAddresses(auto, 'drop')).toEqual({ user: {} })
  })

  it('are missed in no text that holds one', () => {
    const names = fc.constantFrom(
      'ip_address',
      'REMOTE_ADDR',
      'X-Forwarded-For',
      'forwarded',
      'infer_ip',
      'cf-connecting-ip',
      'client.address',
      'user.ip',
      'x-real-ip',
      'ip',
    )
    fc.assert(
      fc.property(fc.json(), names, fc.boolean(), (other, name, isEscaped) => {
        const first = `\\u00${name.charCodeAt(0).toString(16)}`
        const written = isEscaped ? first + name.slice(1) : name
        expect(mayHoldAddress(`{"x":${other},"${written}":"203.0.113.9"}`)).toBe(true)
      }),
    )
  })

  it('leave what holds none as it is, whatever its names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // By chance, a name may be one of theirs.
        fc.pre(!mayHoldAddress(JSON.stringify(value)))
        expect(hideAddresses(value, 'drop')).toBe(value)
      }),
    )
    const odd: object = JSON.parse('{"__proto__":{"ip_address":"1.2.3.4","left":1}}')
    expect(JSON.stringify(hideAddresses(odd, 'drop'))).toBe('{"__proto__":{"left":1}}')
  })
})
