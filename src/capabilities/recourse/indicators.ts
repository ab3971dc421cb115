import type { Indicator, Services } from '../../platform/services.ts'
import { isOpen } from './core/case-state.ts'
import { passedDates } from './core/host-times.ts'
import { answerStateOf } from './core/opinion.ts'
import { readBodies } from './queries/bodies.ts'
import { readBodyCases } from './queries/body-cases.ts'
import { readOpinions } from './queries/opinions.ts'

type Measuring = Pick<Services, 'db' | 'clock'>

/** What the host itself can count of recourse, which reads no case: delays, and what became of opinions. */
export const INDICATORS: readonly Indicator[] = [
  {
    id: 'recourse.on-time',
    title: { fr: 'Dossiers de recours sans délai passé', en: 'Recourse cases with no time passed' },
    definition: {
      fr: 'Dossiers ouverts, tous organes ensemble, dont aucun délai n’est passé : premier contact, nouvelles, enquête, réponse de l’autorité. Les dates que les membres ont déplacées sont scellées et n’y entrent pas.',
      en: 'Open cases, all bodies together, of which no time has passed: first contact, news, inquiry, the authority’s answer. Dates that members moved are sealed and are not counted.',
    },
    unit: 'share',
    better: 'more',
    measure: async (services, city) => {
      const cases = (await eachBody(services, city, (body) => readBodyCases(services.db, { city, body }))).filter(({ state }) => isOpen(state))
      return cases.length === 0 ? undefined : cases.filter((row) => passedDates(row, services.clock()).length === 0).length / cases.length
    },
  },
  {
    id: 'recourse.answered',
    title: { fr: 'Avis des organes auxquels l’autorité a répondu', en: 'Opinions of bodies that the authority answered' },
    definition: {
      fr: 'Avis publiés dont le délai de réponse de deux mois est passé ou qui ont une réponse : part de ceux qui en ont une. Le silence est compté comme silence.',
      en: 'Published opinions whose two months for an answer are over, or that have one: share of those that have one. Silence is counted as silence.',
    },
    unit: 'share',
    better: 'more',
    measure: async (services, city) => {
      const due = (await readStates(services, city)).filter(({ state }) => state !== 'waiting')
      return due.length === 0 ? undefined : due.filter(({ state }) => state === 'answered').length / due.length
    },
  },
  {
    id: 'recourse.followed',
    title: { fr: 'Avis suivis, d’après l’autorité', en: 'Opinions followed, as the authority says' },
    definition: {
      fr: 'Part des avis ayant une réponse que l’autorité dit suivre, dans sa dernière réponse.',
      en: 'Of the opinions that have an answer, the share that the authority says it follows, in its last answer.',
    },
    unit: 'share',
    better: 'more',
    measure: async (services, city) => {
      const answered = (await readStates(services, city)).filter(({ state }) => state === 'answered')
      return answered.length === 0 ? undefined : answered.filter(({ follows }) => follows).length / answered.length
    },
  },
]

async function eachBody<Row>({ db }: Measuring, city: string, read: (body: string) => Promise<readonly Row[]>): Promise<readonly Row[]> {
  const bodies = await readBodies(db, city)
  return (await Promise.all(bodies.map(({ body }) => read(body)))).flat()
}

/** Of each opinion, what became of it: the newest answer counts. */
async function readStates(services: Measuring, city: string) {
  const rows = await eachBody(services, city, async (body) => (await readOpinions(services.db, { city, body })).map((row) => ({ ...row, body })))
  const newest = new Map(rows.map((row) => [`${row.body} ${row.number}`, row]))
  return [...newest.values()].map(({ published_at, follows }) => ({
    follows: follows === true,
    state: answerStateOf(published_at, follows !== null, services.clock()).state,
  }))
}
