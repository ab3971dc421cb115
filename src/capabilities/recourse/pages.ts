import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { readProfile, textsIn } from './core/body-profile.ts'
import { readBodies } from './queries/bodies.ts'
import { RECOURSE_WORDS } from './messages/recourse-words.ts'

/** The page of recourse, and one for each body that the city declared. */
export const pages: PublicPages = async ({ db }, city) => {
  const bodies = (await readBodies(db, city)).flatMap(({ body, profile }) => {
    const read = readProfile(profile)
    return read ? [{ body, profile: read }] : []
  })
  return [
    ...inLanguages({ path: '/recours', title: RECOURSE_WORDS.title, texts: [RECOURSE_WORDS.lead, RECOURSE_WORDS.whoTitle] }),
    ...bodies.flatMap(({ body, profile }) => {
      const both = (field: 'title' | 'purpose' | 'powers' | 'limits') => ({ fr: profile[field], en: textsIn(profile, 'en')[field] })
      return inLanguages({ path: `/recours/${body}`, title: both('title'), texts: [both('purpose'), both('powers'), both('limits')] })
    }),
  ]
}
