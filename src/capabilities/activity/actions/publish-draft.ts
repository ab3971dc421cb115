import { join } from 'node:path'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { inCity } from '../../../platform/db/database.ts'
import { writePublic } from '../../../platform/files/write-public.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { readDrafts } from '../queries/drafts.ts'
import { readPublications } from '../queries/publications.ts'
import { drawRelease } from '../release/draw-release.ts'
import { releaseFolder } from '../release/release-folder.ts'
import type { DraftAct } from './sign-draft.ts'

export type PublishProblem = 'draft-unknown' | 'not-signed' | 'already-published' | 'overtaken'

/**
 * Files first, each whole; then, in one transaction, the row and the journal's entry with the hash of the manifest. A draft that was made
 * before another publication is refused: it was not audited against it.
 */
export async function publishDraft(
  services: Services,
  { city, draft, by }: DraftAct,
): Promise<Result<{ readonly report: string; readonly version: number }, PublishProblem>> {
  const row = (await readDrafts(services.db, city)).find((one) => one.draft === draft)
  if (row?.content === undefined) return refuse('draft-unknown')
  if (row.version !== null) return refuse('already-published')
  if (row.signedAt === null) return refuse('not-signed')
  const content = { ...row.content, ...(row.comment !== null && { comment: row.comment }) }
  const { name: report, version, act } = content
  // Told before any file is written; what happens between this and the row, the row's own place tells.
  const publications = (await readPublications(services.db, city)).filter((one) => one.content.act === act)
  if (publications.length !== row.audited) return refuse('overtaken', { report })
  const before = publications.find((one) => one.report === report && one.version === version - 1)
  const files = await drawRelease(content, before?.content)
  const manifest = files.find(({ path }) => path === 'manifest.json')?.bytes ?? new Uint8Array()
  await writePublic(join(services.config.varFolder, releaseFolder(city, { report, version })), files)
  const now = services.clock()
  const digest = sha256(manifest)
  const published = await inCity(services.db, city, async (tx) => {
    const added = await tx
      .insertInto('activity.publications')
      .values({
        city,
        report,
        version,
        act,
        release: row.audited + 1,
        draft,
        published_at: now,
        published_by: by ?? null,
        manifest_sha256: Buffer.from(digest),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (added === undefined) return false
    const url = `/donnees/${report}/v${version}/manifest.json`
    await commitEntries(tx, { city, now, random: services.random }, [
      { type: 'publication', businessKey: `report ${report}`, version, day: dateAt(now).toString(), sha256: digest, url },
    ])
    return true
  })
  return published ? accept({ report, version }) : refuse('overtaken', { report })
}
