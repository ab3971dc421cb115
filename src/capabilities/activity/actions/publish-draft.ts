import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { inCity } from '../../../platform/db/database.ts'
import { replaceFolder, writePublic } from '../../../platform/files/write-public.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import type { PublishedReport } from '../core/published-report.ts'
import { readDrafts } from '../queries/drafts.ts'
import { readPublications } from '../queries/publications.ts'
import { drawRelease } from '../release/draw-release.ts'
import { releaseFolder, type ReleaseName } from '../release/release-folder.ts'
import type { DraftAct } from './sign-draft.ts'

export type PublishProblem = 'draft-unknown' | 'not-signed' | 'already-published' | 'overtaken'

/**
 * Files first, each whole and where nobody reads them; then, in one transaction, the row, the journal's entry with the hash of the manifest, and
 * the files in their place. Of two that would be one release the second finds the row, and its files go. A draft that was made before another
 * publication is refused: it was not audited against it.
 */
export async function publishDraft(services: Services, act: DraftAct): Promise<Result<ReleaseName, PublishProblem>> {
  const { city, draft } = act
  const row = (await readDrafts(services.db, city)).find((one) => one.draft === draft)
  if (row?.content === undefined) return refuse('draft-unknown')
  if (row.version !== null) return refuse('already-published')
  if (row.signedAt === null) return refuse('not-signed')
  const content = { ...row.content, ...(row.comment !== null && { comment: row.comment }) }
  const { name: report, version } = content
  // Told before any file is written; what happens between this and the row, the row's own place tells.
  const publications = (await readPublications(services.db, city)).filter((one) => one.content.act === content.act)
  if (publications.length !== row.audited) return refuse('overtaken', { report })
  const before = publications.find((one) => one.report === report && one.version === version - 1)
  const files = await drawRelease(content, before?.content)
  const place = join(services.config.varFolder, releaseFolder(city, { report, version }))
  const waiting = join(dirname(place), `.${draft}`)
  await writePublic(waiting, files)
  try {
    const manifest = files.find(({ path }) => path === 'manifest.json')?.bytes ?? new Uint8Array()
    const published = await release(services, { ...act, content, release: row.audited + 1, digest: sha256(manifest) }, () =>
      // What a crash left there was never published: nobody was given it.
      replaceFolder(waiting, place),
    )
    return published ? accept({ report, version }) : refuse('overtaken', { report })
  } finally {
    await rm(waiting, { recursive: true, force: true })
  }
}

type Release = DraftAct & { readonly content: PublishedReport; readonly release: number; readonly digest: Bytes }

/** False when another has taken its place. `put`: the files where the public reads them, once there is a row for them. */
async function release(services: Services, { city, draft, by, content, release, digest }: Release, put: () => Promise<void>): Promise<boolean> {
  const now = services.clock()
  const { name: report, version, act } = content
  return inCity(services.db, city, async (tx) => {
    const row = { city, report, version, act, release, draft, published_at: now, published_by: by ?? null, manifest_sha256: Buffer.from(digest) }
    const added = await tx
      .insertInto('activity.publications')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (added === undefined) return false
    const url = `${services.config.baseUrl ?? ''}/donnees/${report}/v${version}/manifest.json`
    const day = dateAt(now).toString()
    await commitEntries(tx, { city, now, random: services.random }, [
      { type: 'publication', businessKey: `report ${report}`, version, day, sha256: digest, url },
    ])
    await put()
    return true
  })
}
