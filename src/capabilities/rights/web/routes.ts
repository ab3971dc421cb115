import { carryOut } from '../../../platform/audit/carry-out.ts'
import { accountOf, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { recordReading } from '../actions/record-reading.ts'
import { OTHER_LANGUAGES } from '../core/situation.ts'
import { posterPage } from './poster-page.tsx'
import { reviewPage } from './review-page.tsx'
import { rightsPage } from './rights-page.tsx'
import { situationPage } from './situation-page.tsx'

const PUBLIC = { kind: 'public' } as const

export function rightsRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/vos-droits', access: PUBLIC, handle: (call) => rightsPage(services, call) },
    { method: 'GET', path: '/vos-droits/relecture', access: PUBLIC, handle: (call) => reviewPage(services, call) },
    {
      method: 'POST',
      path: '/vos-droits/relecture',
      access: { kind: 'staff', permission: 'rights.review' },
      handle: (call) => postReading(services, call),
    },
    ...OTHER_LANGUAGES.map((language): Route => ({
      method: 'GET',
      path: `/vos-droits/${language}/:situation`,
      access: PUBLIC,
      handle: (call) => situationPage(services, call, language),
    })),
    { method: 'GET', path: '/vos-droits/:situation', access: PUBLIC, handle: (call) => situationPage(services, call) },
    { method: 'GET', path: '/vos-droits/:situation/affiche', access: PUBLIC, handle: (call) => posterPage(services, call) },
  ]
}

async function postReading(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const reading = { law: form.text('texte'), verdict: form.text('constat'), note: form.text('note'), by: accountOf(call) }
  const outcome = await carryOut(services, call, {
    act: 'text-read',
    subject: String,
    work: (inside) => recordReading(inside, call.city.code, reading),
  })
  return reviewPage(services, call, { outcome, form })
}
