import type { Refused } from '../../../foundation/result.ts'
import type { Form } from '../../../platform/http/route.ts'
import { Fields, TextField } from '../../../ui/field/field.tsx'
import type { Proposal } from '../actions/propose-document.ts'
import { wordNo, type KeepingWords } from '../messages/keeping-words.ts'

export type Typed = Omit<Proposal, 'commitment'>

export function typedDocument(form: Form): Typed {
  return { title: form.text('titre'), address: form.text('adresse'), words: form.text('montre'), dated: form.text('date') }
}

export type DocumentFieldsProps = {
  readonly t: KeepingWords
  /** Its address must be given: the city's own documents are online. */
  readonly online: boolean
  readonly typed?: Typed | undefined
  readonly refused?: Refused | undefined
}

export function DocumentFields({ t, online, typed, refused }: DocumentFieldsProps) {
  const error = (code: string) => (refused?.code === code ? wordNo(t, code, '') : undefined)
  return (
    <Fields>
      <TextField name="titre" label={t('docTitle')} value={typed?.title} error={error('title')} max={200} required />
      <TextField
        name="adresse"
        label={t('docAddress')}
        hint={t(online ? 'docOnlineHint' : 'docAddressHint')}
        value={typed?.address}
        error={error('address') ?? error('address-missing')}
        max={500}
        required={online}
      />
      <TextField
        name="montre"
        label={t('docWords')}
        hint={t('docWordsHint')}
        value={typed?.words}
        error={error('words')}
        rows={5}
        max={2000}
        required
      />
      <TextField name="date" label={t('docDated')} type="date" value={typed?.dated} error={error('dated')} required />
    </Fields>
  )
}
