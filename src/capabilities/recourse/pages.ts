import { civilDate } from '../../foundation/civil-date.ts'
import { wording, type Language, type Worded } from '../../foundation/wording.ts'
import { inLanguages, type PublicPage } from '../../platform/public-page.ts'
import type { PublicPages, Services } from '../../platform/services.ts'
import { readBody } from './actions/read-body.ts'
import { readProfile, textsIn, type BodyProfile } from './core/body-profile.ts'
import { opinionFile } from './core/opinion.ts'
import { tallyFile } from './core/tally.ts'
import { OPINION_WORDS } from './messages/opinion-words.ts'
import { PRESERVATION_WORDS } from './messages/preservation-words.ts'
import { RECOURSE_WORDS } from './messages/recourse-words.ts'
import { TALLY_WORDS } from './messages/tally-words.ts'
import { readBodies } from './queries/bodies.ts'
import { readOpinions } from './queries/opinions.ts'
import { readTallyRows } from './queries/tallies.ts'
import { reportYears } from './web/year-page.tsx'

/** The pages of recourse and of footage that is kept; of each body that the city declared its own, its opinions and its quarters. */
export const pages: PublicPages = async (services, city) => {
  const { db } = services
  const bodies = (await readBodies(db, city)).flatMap(({ body, profile }) => {
    const read = readProfile(profile)
    return read ? [{ body, profile: read }] : []
  })
  const published = await Promise.all(
    bodies.map(async ({ body, profile }) => [
      ...opinionPages(body, await readOpinions(db, { city, body })),
      ...tallyPages({ body, profile }, await readTallyRows(db, { city, body })),
      ...(await yearPages(services, city, { body, profile })),
    ]),
  )
  return [
    ...inLanguages({ path: '/recours', title: RECOURSE_WORDS.title, texts: [RECOURSE_WORDS.lead, RECOURSE_WORDS.whoTitle] }),
    ...inLanguages({ path: '/recours/images', title: PRESERVATION_WORDS.title, texts: [PRESERVATION_WORDS.lead] }),
    ...bodies.flatMap(({ body, profile }) => {
      const both = (field: 'title' | 'purpose' | 'powers' | 'limits') => ({ fr: profile[field], en: textsIn(profile, 'en')[field] })
      return inLanguages({ path: `/recours/${body}`, title: both('title'), texts: [both('purpose'), both('powers'), both('limits')] })
    }),
    ...published.flat(),
  ]
}

const inEach = (words: (language: Language) => string): Worded => ({ fr: words('fr'), en: words('en') })

/** An opinion is written in one language, and found in each under its own words. */
function opinionPages(body: string, rows: Awaited<ReturnType<typeof readOpinions>>): readonly PublicPage[] {
  const documents = new Map(rows.map(({ number, document, published_at }) => [number, { document, published: published_at }]))
  return [...documents.values()].flatMap(({ document, published }) => {
    const read = opinionFile.safeParse(JSON.parse(document))
    if (!read.success) return []
    const { number, title, found, asks } = read.data.content
    const titles = inEach((language) => wording(OPINION_WORDS, language)('name', { n: number, title }))
    return inLanguages({
      path: `/recours/${body}/avis/${number}`,
      title: titles,
      texts: [found, asks].map((text) => inEach(() => text)),
      changed: published,
    })
  })
}

async function yearPages(services: Services, city: string, { body, profile }: Declared): Promise<readonly PublicPage[]> {
  const read = await readBody(services, city, body)
  return (read === undefined ? [] : reportYears(read, civilDate(services.clock()))).flatMap((year) => {
    const title = inEach((language) => wording(TALLY_WORDS, language)('yearTitle', { title: textsIn(profile, language).title, year }))
    return inLanguages({ path: `/recours/${body}/rapports/${year}`, title, texts: [TALLY_WORDS.yearLead] })
  })
}

type Declared = { readonly body: string; readonly profile: BodyProfile }

function tallyPages({ body, profile }: Declared, rows: Awaited<ReturnType<typeof readTallyRows>>): readonly PublicPage[] {
  return rows.flatMap(({ document, published_at }) => {
    const read = tallyFile.safeParse(JSON.parse(document))
    if (!read.success) return []
    const { quarter } = read.data.content
    const title = inEach((language) => wording(TALLY_WORDS, language)('title', { title: textsIn(profile, language).title, quarter }))
    return inLanguages({ path: `/recours/${body}/bilans/${quarter}`, title, texts: [TALLY_WORDS.lead], changed: published_at })
  })
}
