import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

export type DraftAct = { readonly city: string; readonly draft: string; readonly by: string | undefined }

/** The unit's chief answers for the figures. A draft that was not made, or is signed already, cannot be signed. */
export async function signDraft(services: Services, { city, draft, by }: DraftAct): Promise<Result<string, 'draft-unknown' | 'already-signed'>> {
  return inCity(services.db, city, async (tx) => {
    if (!(await isMade(tx, { city, draft }))) return refuse('draft-unknown')
    const signed = await tx
      .insertInto('activity.signatures')
      .values({ city, draft, signed_at: services.clock(), signed_by: by ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('draft')
      .executeTakeFirst()
    return signed === undefined ? refuse('already-signed') : accept(draft)
  })
}

/** The body of recourse says what it thinks of the report; its words are published with it, unchanged. */
export async function commentDraft(
  services: Services,
  { city, draft, by, words }: DraftAct & { readonly words: string },
): Promise<Result<string, 'draft-unknown' | 'already-commented' | 'words-wrong' | 'already-published'>> {
  const text = words.trim()
  if (text.length < 1 || text.length > 4000) return refuse('words-wrong')
  return inCity(services.db, city, async (tx) => {
    if (!(await isMade(tx, { city, draft }))) return refuse('draft-unknown')
    const published = await tx
      .selectFrom('activity.publications')
      .where('city', '=', city)
      .where('draft', '=', draft)
      .select('version')
      .executeTakeFirst()
    if (published !== undefined) return refuse('already-published')
    const written = await tx
      .insertInto('activity.comments')
      .values({ city, draft, written_at: services.clock(), written_by: by ?? null, words: text })
      .onConflict((conflict) => conflict.doNothing())
      .returning('draft')
      .executeTakeFirst()
    return written === undefined ? refuse('already-commented') : accept(draft)
  })
}

async function isMade(tx: CityTransaction, { city, draft }: { readonly city: string; readonly draft: string }): Promise<boolean> {
  const made = await tx
    .selectFrom('activity.draft_outcomes')
    .where('city', '=', city)
    .where('draft', '=', draft)
    .where('content', 'is not', null)
    .select('draft')
    .executeTakeFirst()
  return made !== undefined
}
