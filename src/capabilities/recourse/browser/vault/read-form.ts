import { ALLEGATIONS } from '../../core/case-state.ts'
import type { Account } from '../../core/case-content.ts'
import { receiptFieldOf } from './prove-receipt.ts'

const STANDINGS = ['named', 'confidential', 'anonymous'] as const
export type Missing = 'quoi' | 'jour' | 'recit' | 'recu' | 'personne'

/** The form as an account; or which fields lack an answer. */
export function readForm(form: FormData): { readonly account: Account } | { readonly missing: readonly Missing[] } {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const chosen = form.getAll('quoi').map(String)
  const what = ALLEGATIONS.filter((one) => chosen.includes(one))
  const standing = STANDINGS.find((one) => one === text('nom-dit')) ?? 'anonymous'
  const missing: Missing[] = []
  if (what.length === 0) missing.push('quoi')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text('jour'))) missing.push('jour')
  if (text('recit') === '') missing.push('recit')
  if (receiptFieldOf(text('recu'), {}) === 'secret') missing.push('recu')
  if (standing !== 'anonymous' && text('personne') === '') missing.push('personne')
  if (missing.length > 0) return { missing }
  const said = standing === 'anonymous' ? { person: '', contact: '' } : { person: text('personne'), contact: text('joindre') }
  return {
    account: {
      what,
      day: text('jour'),
      hour: text('heure'),
      place: text('lieu'),
      service: text('service'),
      officer: text('rio'),
      text: text('recit'),
      wants: text('attente'),
      standing,
      receipt: text('recu'),
      proof: null,
      offline: false,
      preserve: form.get('images') === 'oui',
      ...said,
    },
  }
}
