import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { recordReading } from '../actions/record-reading.ts'
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
    { method: 'GET', path: '/vos-droits/ar/:situation', access: PUBLIC, handle: (call) => situationPage(services, call, 'ar') },
    { method: 'GET', path: '/vos-droits/:situation', access: PUBLIC, handle: (call) => situationPage(services, call) },
    { method: 'GET', path: '/vos-droits/:situation/affiche', access: PUBLIC, handle: (call) => posterPage(services, call) },
  ]
}

async function postReading(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const city = call.city.code
  const by = call.actor.kind === 'staff' ? call.actor.account : undefined
  const reading = { law: form.text('texte'), verdict: form.text('constat'), note: form.text('note'), by }
  const outcome = await inCity(services.db, city, async (tx) => {
    const recorded = await recordReading({ ...services, db: tx }, city, reading)
    const context = { city, now: call.now, actor: call.actor, random: services.random }
    if (recorded.ok) await recordAct(tx, context, { act: 'text-read', subject: recorded.value })
    return recorded
  })
  return reviewPage(services, call, outcome)
}
