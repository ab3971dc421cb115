import { readableReference } from '../../../foundation/ids.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { parseLocalDate } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import type { Proposer } from '../core/publication.ts'
import { readDocuments } from '../queries/documents.ts'
import { readVersions } from '../queries/versions.ts'
import type { Writing } from './write-version.ts'

export type Proposal = {
  readonly commitment: string
  readonly title: string
  /** Where it is read: an https address, or empty. */
  readonly address: string
  readonly words: string
  /** Civil date of the document. */
  readonly dated: string
}

export type ProposalProblem = 'commitment-unknown' | 'title' | 'address' | 'address-missing' | 'words' | 'dated'

const MOST = { title: 200, address: 500, words: 2000 } as const
const GIVEN_AT_ONCE = 'Versé par qui tient le registre.'

/**
 * A document that shows something of a published commitment. Of a citizen it waits for an editor; of the city and of the observer it stands at
 * once, under their name. Answers its reference.
 */
export async function proposeDocument(
  services: Services,
  { city, by }: Writing,
  { party, ...given }: Proposal & { readonly party: Proposer },
): Promise<Result<string, ProposalProblem>> {
  const now = services.clock()
  const [title, address, words] = [given.title.trim(), given.address.trim(), given.words.trim()]
  if (title === '' || title.length > MOST.title) return refuse('title')
  if (address !== '' && !isWebAddress(address)) return refuse('address')
  // A title and some words show nothing: what the city brings itself can be looked at.
  if (party === 'city' && address === '') return refuse('address-missing')
  if (words === '' || words.length > MOST.words) return refuse('words')
  if (parseLocalDate(given.dated) === undefined || given.dated > civilDate(now)) return refuse('dated')
  return inCity(services.db, city, async (tx) => {
    const versions = await readVersions(tx, city)
    if (!versions.some((one) => one.commitment === given.commitment && one.publishedAt !== undefined)) return refuse('commitment-unknown')
    const reference = readableReference(services.random(9))
    const row = {
      city,
      commitment: given.commitment,
      reference,
      party,
      title,
      address,
      words,
      dated: given.dated,
      given_at: now,
      given_by: by ?? null,
    }
    await tx.insertInto('commitments.evidence').values(row).execute()
    if (party !== 'citizen') await decide(services, tx, { city, by, reference, verdict: 'accepted', reasons: GIVEN_AT_ONCE })
    return accept(reference)
  })
}

export type Decision = { readonly reference: string; readonly verdict: string; readonly reasons: string }

/** An editor's answer to what a citizen proposed, with its reasons; once. */
export async function decideDocument(
  services: Services,
  { city, by }: Writing,
  { reference, verdict, reasons }: Decision,
): Promise<Result<string, 'document-unknown' | 'already-decided' | 'verdict-wrong' | 'reasons-missing'>> {
  const known = (['accepted', 'refused'] as const).find((one) => one === verdict)
  const why = reasons.trim()
  if (known === undefined) return refuse('verdict-wrong')
  if (why === '' || why.length > MOST.words) return refuse('reasons-missing')
  return inCity(services.db, city, async (tx) => {
    const document = (await readDocuments(tx, city)).find((one) => one.reference === reference)
    if (document === undefined) return refuse('document-unknown')
    const added = document.decision === undefined && (await decide(services, tx, { city, by, reference, verdict: known, reasons: why }))
    return added ? accept(reference) : refuse('already-decided')
  })
}

type Decided = Writing & { readonly reference: string; readonly verdict: 'accepted' | 'refused'; readonly reasons: string }

async function decide(services: Services, tx: Services['db'], { city, by, reference, verdict, reasons }: Decided): Promise<boolean> {
  const row = { city, reference, verdict, reasons, decided_at: services.clock(), decided_by: by ?? null }
  const added = await tx
    .insertInto('commitments.evidence_decisions')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('reference')
    .executeTakeFirst()
  return added !== undefined
}

function isWebAddress(text: string): boolean {
  return text.length <= MOST.address && /^https:\/\/[^\s"<>\\^`{|}]+$/.test(text) && URL.canParse(text) && new URL(text).username === ''
}
