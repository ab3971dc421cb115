import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { z } from 'zod'
import { contentOf } from '../../core/case-content.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { OpenCase } from '../../core/vault/open-case.ts'
import { membersIn, type SignedRoster } from '../../core/vault/roster.ts'
import { sealJson, unsealJson } from '../../core/vault/seal.ts'

/** A note is sealed once more, to the members who sit and stay in the case, and to the recovery key: the citizen, who holds the case, does not read it. */
export async function sealNote(
  text: string,
  { content }: SignedRoster,
  circle: { readonly today: string; readonly recused: ReadonlySet<string> },
): Promise<{ readonly sealed: string }> {
  const readers = [...membersIn(content, circle).map(({ recipient }) => recipient), content.recovery]
  return { sealed: toBase64(await sealJson({ text }, readers)) }
}

const note = z.object({ text: z.string() })

/** Those that this member may read, by place in the case. */
export async function openNotes({ items, citizen }: Pick<OpenCase, 'items' | 'citizen'>, keys: HolderKeys): Promise<ReadonlyMap<number, string>> {
  const opened = new Map<number, string>()
  for (const item of items) {
    const content = contentOf(item, citizen.key)
    const file = content?.kind === 'note' ? fromBase64(content.body.sealed) : undefined
    const read = file && note.safeParse(await unsealJson(file, keys.age.identity))
    if (read?.success) opened.set(item.content.seq, read.data.text)
  }
  return opened
}
