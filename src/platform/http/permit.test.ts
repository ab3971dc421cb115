import { describe, expect, test } from 'vitest'
import { permit } from './permit.ts'
import type { Actor } from './route.ts'

describe('deny by default', () => {
  const supervisor: Actor = { kind: 'staff', account: 'a', email: 'e', role: 'supervisor', unit: 1, demo: false }
  const own = { 'x.read': { supervisor: 'own-unit' } } as const
  const asks = (permission: string) => ({ kind: 'staff', permission }) as const

  test('a permission that no matrix knows → forbidden', () => expect(permit({}, asks('x.read'), { actor: supervisor, unit: 1 })).toBe('forbidden'))
  test('a role that the permission does not list → forbidden', () =>
    expect(permit({ 'x.read': { admin: 'city' } }, asks('x.read'), { actor: supervisor, unit: 1 })).toBe('forbidden'))
  test('own unit → allowed; another’s → forbidden; no unit named → forbidden', () => {
    expect([1, 2, undefined].map((unit) => permit(own, asks('x.read'), { actor: supervisor, unit }))).toEqual(['allowed', 'forbidden', 'forbidden'])
  })
  test('a supervisor without a unit and a request without a unit do not match each other', () => {
    expect(permit(own, asks('x.read'), { actor: { ...supervisor, unit: undefined }, unit: undefined })).toBe('forbidden')
  })
  test('nobody signed in → sign in first; a public route → allowed; a device route → allowed, it proves itself', () => {
    const nobody: Actor = { kind: 'anonymous' }
    expect(permit(own, asks('x.read'), { actor: nobody, unit: 1 })).toBe('sign-in-needed')
    expect(permit({}, { kind: 'public' }, { actor: nobody })).toBe('allowed')
    expect(permit({}, { kind: 'device' }, { actor: nobody })).toBe('allowed')
  })
  test('the whole city → allowed for any unit', () =>
    expect(permit({ 'x.read': { supervisor: 'city' } }, asks('x.read'), { actor: supervisor, unit: 7 })).toBe('allowed'))
})
