import { civilDate, addCivilMonths } from '../foundation/civil-date.ts'
import { utf8, type Bytes } from '../foundation/bytes.ts'
import { expectAccepted } from '../foundation/result.ts'
import { ageKeyOf, keysOf, sign, wordsOf, type HolderKeys, type Member, type Roster } from '../capabilities/recourse/core/index.ts'
import { declareBody, publishRoster, setRoot, setVideoCentre } from '../capabilities/recourse/index.ts'
import { inCity } from '../platform/db/database.ts'
import type { Services } from '../platform/services.ts'

const BODY = 'organe-de-recours'
/** Where the twelve words of each invented person are written, for whoever tries the demonstration. */
export const DEMO_WORDS = 'demo-recours.txt'

const PROFILE = {
  title: 'Organe de recours d’Amiens',
  purpose: 'Entendre les personnes qui contestent ce que la police municipale a fait, ou n’a pas fait, et rendre un avis public.',
  powers:
    'Entendre la personne et les agents, demander des pièces et des explications à la mairie, proposer une médiation, rendre un avis motivé auquel la mairie répond en public.',
  limits: 'Il ne juge pas, ne punit pas, n’annule rien. Il n’a pas d’autorité sur la police nationale ni sur la gendarmerie.',
  contact: 'Démonstration : aucune adresse réelle.',
  decision: 'Démonstration : aucune délibération réelle.',
}

const MEMBERS = [
  ['membre-1', 'Amina (invitée par tirage au sort)', 'citizens', 'chair'],
  ['membre-2', 'Basile (invité par tirage au sort)', 'citizens', 'member'],
  ['membre-3', 'Une association de quartier', 'associations', 'member'],
] as const
const CUSTODIANS = [['garde-1', 'Une notaire'], ['garde-2', 'La bâtonnière'], ['garde-3', 'Un médecin']] as const // prettier-ignore

type Person = { readonly who: string; readonly secret: Bytes; readonly keys: HolderKeys }

/** An invented body, founded as real ones are, but by this program: its keys are in a file of the demonstration, which no real body's are. */
export function makeDemoBody(services: Services, city: string): Promise<void> {
  return inCity(services.db, city, (tx) => found({ ...services, db: tx }, city))
}

async function found(services: Services, city: string): Promise<void> {
  const declared = await declareBody(services, { city, body: BODY, kind: 'recourse', profile: PROFILE, by: undefined })
  if (!declared.ok) return
  const make = async (who: string): Promise<Person> => {
    const secret = services.random(16)
    return { who, secret, keys: await keysOf(secret) }
  }
  const root = await make('clé de l’organe')
  const members = await Promise.all(MEMBERS.map(([, label]) => make(label)))
  const custodians = await Promise.all(CUSTODIANS.map(([, label]) => make(label)))
  const lines = [root, ...members, ...custodians].map(({ who, secret }) => `${who} : ${wordsOf(secret).join(' ')}`)
  await services.files.write(DEMO_WORDS, utf8(`Démonstration. Personne d’inventé n’a de secret.\n\n${lines.join('\n')}\n`))
  expectAccepted(await setRoot(services, { city, body: BODY, token: declared.value, root: root.keys.key }))
  const roster = await firstRoster(services, { members, custodians })
  expectAccepted(await publishRoster(services, { city, body: BODY }, sign('roster', roster, root.keys.signing)))
  expectAccepted(await setVideoCentre(services, city, { email: 'video@amiens.example', by: undefined }))
}

async function firstRoster(
  services: Services,
  people: { readonly members: readonly Person[]; readonly custodians: readonly Person[] },
): Promise<Roster> {
  const today = civilDate(services.clock())
  const until = addCivilMonths(today, 36)
  const members = MEMBERS.flatMap(([id, label, college, role], index): Member[] => {
    const keys = people.members[index]?.keys
    return keys ? [{ id, label, college, role, from: today, until, recipient: keys.age.recipient, key: keys.key }] : []
  })
  const [one, two, three] = CUSTODIANS.flatMap(([id, label], index) => {
    const keys = people.custodians[index]?.keys
    return keys ? [{ id, label, recipient: keys.age.recipient, key: keys.key }] : []
  })
  if (!one || !two || !three) throw new Error('three custodians')
  const recovery = (await ageKeyOf(services.random(32))).recipient
  const terms = { issued: today, notAfter: addCivilMonths(today, 120), quorum: 2, recovery, authority: null }
  return { v: 1, body: BODY, kind: 'recourse', number: 1, previous: null, ...terms, members, custodians: [one, two, three] }
}
