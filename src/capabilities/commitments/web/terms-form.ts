import type { Form } from '../../../platform/http/route.ts'
import type { Terms } from '../core/terms.ts'

/** What the form says, in the shape of terms; `parseTerms` decides whether it is. */
export function termsIn(form: Form): unknown {
  const worded = (key: string) => ({ fr: form.text(`${key}-fr`), en: form.text(`${key}-en`) })
  const either = (key: string) => (form.text(`${key}-fr`).trim() + form.text(`${key}-en`).trim() === '' ? null : worded(key))
  const kind = form.text('echeance')
  const year = /^\d{4}$/.test(form.text('depuis')) ? Number(form.text('depuis')) : undefined
  return {
    statement: worded('engagement'),
    remark: either('remarque'),
    proof: worded('preuve'),
    source: {
      title: worded('source'),
      page: form.text('page') === '' ? null : Number(form.text('page')),
      ...(form.text('adresse') !== '' && { address: form.text('adresse') }),
      ...(either('endroit') !== null && { place: worded('endroit') }),
    },
    promisedOn: form.text('promis'),
    owedBy: worded('doit'),
    partner: either('avec'),
    due: kind === 'yearly' || kind === 'continuous' ? { kind, from: year } : { kind, on: form.text('le') },
    quarters: form.all('quartiers').map(Number),
    indicators: form.all('indicateurs').map((id) => ({ id, target: numberIn(form.text(`cible-${id}`)) })),
    parent: form.text('parent') === '' ? null : form.text('parent'),
  }
}

/** `null`: nothing was written. A text that is no number is NaN, which terms refuse. */
function numberIn(text: string): number | null {
  return text.trim() === '' ? null : Number(text.replace(',', '.'))
}

/** The fields of the form, filled with what a version says. */
export function fieldsOf(terms: Terms): Readonly<Record<string, string>> {
  const { statement, remark, proof, source, owedBy, partner, due } = terms
  const worded = Object.entries({
    engagement: statement,
    remarque: remark,
    preuve: proof,
    source: source.title,
    endroit: source.place,
    doit: owedBy,
    avec: partner,
  })
  return {
    ...Object.fromEntries(worded.flatMap(([key, value]) => [[`${key}-fr`, value?.fr ?? ''], [`${key}-en`, value?.en ?? '']])), // prettier-ignore
    ...Object.fromEntries(terms.indicators.map(({ id, target }) => [`cible-${id}`, target === null ? '' : String(target)])),
    page: source.page === null ? '' : String(source.page),
    adresse: source.address ?? '',
    promis: terms.promisedOn,
    echeance: due.kind,
    le: 'on' in due ? due.on : '',
    depuis: 'from' in due ? String(due.from) : '',
    parent: terms.parent ?? '',
  }
}
