import { describe, expect, it } from 'vitest'
import { createKeyJudge } from './scrubKeys.ts'

const judge = createKeyJudge({ keys: [], allow: [] })

describe('a name', () => {
  it.each([
    'password',
    'Passwd',
    'new_password',
    'userPassword',
    'PASSWORD_HASH',
    'passphrase',
    'passcode',
    'pwd',
    'db_pass',
    'secret',
    'client-secret',
    'clientSecret',
    'token',
    'access_token',
    'refreshToken',
    'X-Auth-Token',
    'api_key',
    'apiKey',
    'X-Api-Key',
    'private key',
    'AWS_SECRET_ACCESS_KEY',
    'accessKeyId',
    'encryptionKey',
    'Authorization',
    'Proxy-Authorization',
    'auth',
    'oauth',
    'basicAuth',
    'credentials',
    'cookie',
    'Set-Cookie',
    'cookies',
    'sid',
    'sessionId',
    'session_id',
    'JSESSIONID',
    'PHPSESSID',
    'csrf',
    'XSRF-TOKEN',
    'csrfmiddlewaretoken',
    'jwt',
    'otp',
    'pin',
    'cardNumber',
    'card_num',
    'creditCard',
    'account_number',
    'cvv',
    'CVC',
    'ssn',
    'iban',
    'dbpass',
    'userpass',
    'pw',
    'master_key',
    'app_key',
    'AccountKey',
    'signature',
    'sig',
    'mnemonic',
    'seed_phrase',
    'connectionString',
    'security_code',
    'verificationCode',
    'totp',
    'mfa',
  ])('says that its value is private: %s', (name) => {
    expect(judge(name)).toBe(2)
  })

  it.each([
    'author',
    'authority',
    'tokenizer',
    'tokenise',
    'secretary',
    'keyboard',
    'monkey',
    'key',
    'keys',
    'primaryKey',
    'passenger',
    'compass',
    'passed',
    'bypass',
    'className',
    'spinner',
    'pinned',
    'session',
    'sessions',
    'obsid',
    'inside',
    'assign',
    'lesson',
    'design',
    'designature',
    'mapKey',
    'pwa',
    'cardinality',
    'accountant',
    'id',
    'name',
    'email',
    'constructor',
    '__proto__',
    'toString',
    '',
  ])('does not: %s', (name) => {
    expect(judge(name)).toBe(0)
  })

  it.each([
    'tokensUsed',
    'tokens',
    'max_tokens',
    'token_count',
    'passwordLength',
    'secretCount',
    'token_ttl',
    'pass',
  ])('hides texts, but not what it counts: %s', (name) => {
    expect(judge(name)).toBe(1)
  })

  it('is private by a rule of the app, however it is written', () => {
    const own = createKeyJudge({ keys: ['customerNo', /^x-internal-/i], allow: [] })
    expect(['customer_no', 'CUSTOMER-NO', 'customerNo', 'X-Internal-Id'].map(own)).toEqual([
      2, 2, 2, 2,
    ])
    expect(['customerNote', 'customer', 'x-external'].map(own)).toEqual([0, 0, 0])
  })

  it('is let through by the app, and that goes before all rules', () => {
    const own = createKeyJudge({ keys: [/cookie/], allow: ['csrf_token', 'cookieConsent'] })
    expect(['csrfToken', 'CSRF-TOKEN', 'cookie-consent'].map(own)).toEqual([0, 0, 0])
    expect(['csrfTokens', 'cookie'].map(own)).toEqual([1, 2])
  })

  it('answers the same each time, also by a rule that remembers where it was', () => {
    const own = createKeyJudge({ keys: [/plate/g, /^seat/y], allow: [] })
    expect(['plate', 'plate', 'seat', 'seat', 'my seat'].map(own)).toEqual([2, 2, 2, 2, 0])
  })

  it('is judged by frozen rules, too, and by what they say, not by what they have become', () => {
    const broken = Object.assign(/seat/, {
      exec: () => {
        throw new Error('broken')
      },
    })
    const own = createKeyJudge({ keys: [Object.freeze(/plate/g), broken], allow: [] })
    expect(['plate', 'plates', 'seat', 'name', 'name'].map(own)).toEqual([2, 2, 2, 0, 0])
  })
})
