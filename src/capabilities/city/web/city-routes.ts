import { ACTS, SERVICE_KINDS } from '../../../foundation/police-acts.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { carryOut } from '../../../platform/audit/carry-out.ts'
import type { Database } from '../../../platform/db/database.ts'
import type { Answer, Call, Form, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { importQuarters, importSections } from '../actions/import-quarters.ts'
import { setOptions } from '../actions/set-options.ts'
import { addOfficer, recordDeparture } from '../actions/write-officers.ts'
import { writeUnit } from '../actions/write-unit.ts'
import { cityPage } from './city-page.tsx'
import { lookRoutes } from './look-routes.ts'

type Work = (db: Database, call: Call, form: Form) => Promise<Result<unknown>>

export function cityRoutes(services: Services): readonly Route[] {
  const access = { kind: 'staff', permission: 'city.manage' } as const
  const post = (path: string, act: string, work: Work): Route => ({
    method: 'POST',
    path: `/ville/${path}`,
    access,
    maxBody: 3_000_000,
    handle: async (call): Promise<Answer> => {
      const form = await call.form()
      const outcome = await carryOut(services, call, { act, subject: String, work: ({ db }) => work(db, call, form) })
      if (!outcome.ok) return cityPage(services, call, { refused: outcome, sent: { form: path, text: form.text, all: form.all } })
      return cityPage(services, call, { done: true })
    },
  })
  return [
    { method: 'GET', path: '/ville', access, handle: (call) => cityPage(services, call, undefined) },
    post('services', 'unit-written', saveUnit),
    post('agents', 'officer-added', (db, call, form) =>
      addOfficer(db, {
        city: call.city.code,
        unit: wholeNumber(form.text('unit')),
        number: wholeNumber(form.text('number')),
        since: dateAt(call.now).toString(),
      }),
    ),
    post('agents/depart', 'officer-left', leave),
    post('quartiers', 'quarters-imported', (db, call, form) =>
      importQuarters(db, { city: call.city.code, geojson: form.text('geojson'), source: form.text('source').slice(0, 200) }),
    ),
    post('rues', 'sections-imported', (db, call, form) => importSections(db, { city: call.city.code, csv: form.text('csv') })),
    post('options', 'options-set', saveOptions),
    ...lookRoutes(services),
  ]
}

async function saveUnit(db: Database, call: Call, form: Form): Promise<Result<number>> {
  const unit = wholeNumber(form.text('service'))
  const kind = SERVICE_KINDS.find((candidate) => candidate === form.text('kind'))
  const name = form.text('name')
  const acts = ACTS.filter((act) => form.all('acts').includes(act))
  if (unit < 1 || unit > 65_535 || kind === undefined || name === '' || name.length > 120) return refuse('unit-incomplete')
  return writeUnit(db, call.city.code, { unit, name, kind, acts, now: call.now })
}

async function leave(db: Database, call: Call, form: Form): Promise<Result<number>> {
  if (call.actor.kind !== 'staff') return refuse('forbidden')
  const departure = {
    city: call.city.code,
    unit: wholeNumber(form.text('unit')),
    number: wholeNumber(form.text('number')),
    leftOn: dateAt(call.now).toString(),
    by: call.actor.account,
  }
  return recordDeparture(db, departure)
}

async function saveOptions(db: Database, call: Call, form: Form): Promise<Result<string>> {
  const languages = (['fr', 'en'] as const).filter((language) => form.all('languages').includes(language))
  const optionalFields = (['age_band', 'sex'] as const).filter((field) => form.all('optional').includes(field))
  const [contact, dataProtectionContact, hostedBy] = [form.text('contact'), form.text('dpo'), form.text('hebergeur')]
  if (!languages.includes('fr')) return refuse('french-needed')
  if (contact === '' || dataProtectionContact === '' || contact.length > 200 || dataProtectionContact.length > 200 || hostedBy.length > 300)
    return refuse('contact-missing')
  await setOptions(db, { city: call.city.code, languages, optionalFields, contact, dataProtectionContact, hostedBy })
  return accept('options')
}

/** -1 when the text is no whole number of at most seven digits: no unit and no officer has it. */
function wholeNumber(text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : -1
}
