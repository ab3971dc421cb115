import { expect, test } from 'vitest'
import { networkOf, senderOf } from './sender.ts'

test('one line is one sender, however it writes its address and however many it has', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  for (const same of ['2001:db8:1:2::1', '2001:0db8:1:2:aaaa::', '2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::1%eth0'])
    expect(networkOf(same)).toBe('2001:db8:1:2')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('local')).toBe('local')
})

test('who sends is told apart without its address', () => {
  expect(senderOf('2001:db8::1')).toBe(senderOf('2001:db8::2'))
  expect(senderOf('192.0.2.7')).not.toBe(senderOf('192.0.2.8'))
  expect(senderOf('192.0.2.7')).not.toContain('192')
})
