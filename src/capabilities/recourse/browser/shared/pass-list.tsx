import { useEffect, useState } from 'preact/hooks'
import { fromBase64 } from '../../../../foundation/base64.ts'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { z } from 'zod'
import { unsealJson } from '../../core/vault/seal.ts'
import { hex, signature } from '../../core/vault/shapes.ts'
import { isSignedBy } from '../../core/vault/signed.ts'
import { custodianBy, placesOf } from '../../core/vault/succession.ts'
import type { Opened } from './open-case-file.ts'
import type { VaultWording } from './word-refusal.ts'

type PassListProps = { readonly t: VaultWording; readonly language: Language; readonly opened: Opened }
const passFile = z.object({ content: z.strictObject({ case: hex(16), to: z.int(), reason: z.string() }), key: hex(32), signature })

/** Which custodians passed their share of the envelope, and why; nothing when none did. */
export function PassList({ t, language, opened }: PassListProps) {
  const [lines, setLines] = useState<readonly string[]>([])
  useEffect(() => void wordPasses({ t, language, opened }).then(setLines), [opened])
  if (lines.length === 0) return null
  return (
    <section class="stack" aria-labelledby="enveloppe">
      <h2 id="enveloppe">{t('passTitle')}</h2>
      {lines.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  )
}

/** The reason as its custodian signed it; a pass that the host shows without that signature is said to be so. */
function wordPasses({ t, language, opened: { file, open } }: PassListProps): Promise<readonly string[]> {
  const holders = placesOf(open.rosters, open.epochs[0]?.content.roster ?? 0)
  return Promise.all(
    file.passes.map(async ({ from, to, keys, epoch, reason, at }) => {
      const between = keys ?? { from: holders[from]?.[0] ?? '', to: holders[to]?.[0] ?? '' }
      const isTheirs = holders[from]?.includes(between.from) === true && holders[to]?.includes(between.to) === true
      const sealed = fromBase64(reason)
      const identity = open.opened[epoch]?.age.identity
      const read = sealed && identity ? passFile.safeParse(await unsealJson(sealed, identity)).data : undefined
      const signed = read && isTheirs && read.content.case === open.caseId && read.content.to === to && read.key === between.from
      const holds = signed && (await isSignedBy('pass', { content: read.content, signature: read.signature }, read.key))
      const labelOf = (key: string) => custodianBy(open.rosters, key)?.label ?? ''
      const names = { from: labelOf(between.from), to: labelOf(between.to), date: formatInstant(at, language) }
      return holds ? t('passLine', { ...names, reason: read.content.reason }) : t('passUnsigned', names)
    }),
  )
}
