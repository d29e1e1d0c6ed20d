import { createHash } from 'node:crypto'
import { assert, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

const byNode = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex')

it('is as the standard says', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('is as Node has it, at each length around the blocks', () => {
  for (let length = 0; length < 260; length++) {
    const text = 'x\u00ff'.repeat(length).slice(0, length)
    expect(sha256(text)).toBe(byNode(text))
  }
})

it('is as Node has it, of any text', () => {
  assert(property(string({ unit: 'binary' }), (text) => sha256(text) === byNode(text)))
})
