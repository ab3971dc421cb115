import { toHex, type Bytes } from '../../../foundation/bytes.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { formEntry } from '../core/entries.ts'
import { sittingMembers, type Member } from '../core/vault/roster.ts'
import { isFormSignedBy } from '../core/vault/sshsig.ts'
import { readFormSignatures } from '../queries/form-signatures.ts'
import type { Body } from './read-body.ts'

export type FormSignature = { readonly member: Member; readonly signature: Uint8Array; readonly at: Date }
type FormOf = { readonly city: string; readonly found: Body }

/** Who of those who sit signed these bytes (`sha256`, hex), first to last. */
export async function readSigned(
  services: Services,
  { city, found, sha256: digest }: FormOf & { readonly sha256: string },
): Promise<readonly FormSignature[]> {
  const sitting = sittingMembers(found.rosters.at(-1)?.content ?? { members: [] }, civilDate(services.clock()))
  const rows = await readFormSignatures(services.db, { city, body: found.body, sha256: digest })
  return rows.flatMap(({ key, signature, signed_at }) => {
    const member = sitting.find((one) => one.key === key)
    return member ? [{ member, signature, at: signed_at }] : []
  })
}

export type FormSigning = FormOf & {
  readonly bytes: Bytes
  /** Of a member who sits, hex. */
  readonly key: string
  /** 64 bytes (`signForm`). */
  readonly signature: Uint8Array
}

/** A member answers for these bytes; the journal has their hash. Bytes that are not today's form are refused: `form-changed`. */
export async function signOfflineForm(
  services: Services,
  { city, found, bytes, key, signature }: FormSigning,
): Promise<Result<undefined, 'form-changed'>> {
  const digest = sha256(bytes)
  if (!(await isFormSignedBy(bytes, signature, key))) return refuse('form-changed')
  const now = services.clock()
  return inCity(services.db, city, async (tx) => {
    const row = { city, body: found.body, sha256: toHex(digest), key, signature: Buffer.from(signature), signed_at: now }
    await tx.insertInto('recourse.form_signatures').values(row).onConflict((conflict) => conflict.doNothing()).execute() // prettier-ignore
    await commitEntries(tx, { city, now, random: services.random }, [formEntry({ body: found.body, digest, day: civilDate(now) })])
    return accept(undefined)
  })
}
