import { useEffect, useState } from 'preact/hooks'
import { fromBase64 } from '../../../../foundation/base64.ts'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { z } from 'zod'
import { unsealJson } from '../../core/vault/seal.ts'
import type { Opened } from './open-case-file.ts'
import type { VaultWording } from './word-refusal.ts'

type PassListProps = { readonly t: VaultWording; readonly language: Language; readonly opened: Opened }
const reasonShape = z.object({ reason: z.string() })

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

function wordPasses({ t, language, opened: { file, open } }: PassListProps): Promise<readonly string[]> {
  const custodians = open.rosters.at(-1)?.content.custodians.map(({ label }) => label) ?? []
  return Promise.all(
    file.passes.map(async ({ from, to, epoch, reason, at }) => {
      const sealed = fromBase64(reason)
      const identity = open.opened[epoch]?.age.identity
      const read = sealed && identity ? reasonShape.safeParse(await unsealJson(sealed, identity)) : undefined
      const said = read?.success ? read.data.reason : '—'
      return t('passLine', { from: custodians[from] ?? '', to: custodians[to] ?? '', date: formatInstant(at, language), reason: said })
    }),
  )
}
